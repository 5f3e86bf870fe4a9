/** Posts every body of test/fixtures as its vendor does. */
import { readFileSync } from 'node:fs';
import { createChannel } from '../../src/accounts/channels.js';
import { demoWebhookKey } from '../../src/accounts/demo-data.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { listProviders } from '../../src/providers/registry.js';
import type { TestApp } from './app.js';
import { authToken, postForm } from './twilio.js';

interface Row {
  readonly file: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly method?: string;
  readonly expect: {
    readonly kind?: string;
    readonly text?: string;
    readonly media?: { readonly kind: string; readonly fileName?: string };
  };
}

/** A sample that becomes a message, and what an agent must see of it. */
export interface SampleMessage {
  readonly file: string;
  /** How the kinds of its vendor begin. */
  readonly vendor: string;
  readonly kind: string | null;
  readonly lines: readonly string[];
}

const readRows = (): readonly Row[] =>
  (JSON.parse(readFileSync('test/fixtures/manifest.json', 'utf8')) as { items: Row[] }).items;
const isMessage = ({ expect: { kind }, method }: Row) =>
  method !== 'GET' && ['message', 'echo', undefined].includes(kind);

/** The messages among the samples. */
export function listSampleMessages(): readonly SampleMessage[] {
  return readRows()
    .filter(isMessage)
    .map(({ file, expect: { text, media } }) => ({
      file,
      vendor: (file.split('/')[0] ?? '').toUpperCase().replaceAll('-', '_'),
      kind: media?.kind.toUpperCase() ?? null,
      lines: [...(text?.split('\n') ?? []), ...(media?.fileName === undefined ? [] : [media.fileName])],
    }));
}

/** By folder, for vendors that post JSON. */
const paths: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    listProviders()
      .filter(({ documentation }) => documentation.contentType === 'application/json')
      .map(({ kind, webhookPath }) => [kind.toLowerCase().replaceAll('_', '-'), webhookPath]),
  ),
  tata: '/webhook/',
};

/** Numbers of the samples that the demo does not have at this product. */
const missing = [
  [ProviderKind.CHATFLOW, 'id2'],
  [ProviderKind.TWILIO_CONVERSATIONS, '+14155550167'],
  [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+14155550123'],
] as const;

/** Posts them; each must be answered with 200. @returns how many of them are messages, of either side */
export async function postFixtures(server: TestApp): Promise<number> {
  const { database } = server.app;
  const { rows: accounts } = await database.pool.query('select id, tenant_id, kind from provider_accounts');
  for (const [kind, externalId] of missing) {
    const account = accounts.find(each => each.kind === kind);
    await createChannel(database, account.tenant_id, {
      ...{ accountId: account.id, externalId, displayName: externalId },
    });
  }
  const items = readRows();
  for (const row of items.filter(each => each.method !== 'GET')) {
    const response = await post(server, row);
    if (response.status !== 200) throw new Error(`${row.file} was answered ${response.status}.`);
  }
  return items.filter(isMessage).length;
}

function post(server: TestApp, { file, headers = {}, query = {}, expect: { kind } }: Row): Promise<Response> {
  const body = readFileSync(`test/fixtures/${file}`, 'utf8');
  const [folder = ''] = file.split('/');
  if (folder === 'twilio') {
    const path = file.includes('/conversations-')
      ? '/api/twilio/conversations/webhook'
      : kind === 'status'
        ? '/api/twilio/status'
        : '/api/twilio/messaging/webhook';
    return postForm(`${server.url}${path}`, JSON.parse(body), { token: authToken });
  }
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    given.set(name, value.replace('WEBHOOK_KEY', demoWebhookKey));
  const search = given.size === 0 ? '' : `?${given}`;
  return server.post(`${paths[folder]}${search}`, body, headers);
}

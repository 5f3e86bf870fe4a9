/** Every body of test/fixtures, posted as its vendor posts it, has the result of the manifest. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChannel } from '../../src/accounts/channels.js';
import { demoWebhookKey } from '../../src/accounts/demo-data.js';
import { listProviders } from '../../src/providers/registry.js';
import { authToken, postForm } from '../support/twilio.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

interface Expected {
  readonly kind?: string;
  readonly channel?: string;
  /** For Conversations: the number in Twilio's answer. */
  readonly foundChannel?: string;
  readonly direction?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly text?: string;
  /** The key of the message: its own, or that of the status's message. */
  readonly externalId?: string;
  readonly message?: string;
  readonly correlationId?: string;
  readonly status?: string;
  readonly errorText?: string;
  readonly state?: string;
  readonly source?: string;
  readonly replyTo?: string;
  /** Texts that the kept body must contain, if the message has no field for them. */
  readonly keeps?: string;
  readonly media?: Readonly<Record<string, unknown>>;
}
interface Row {
  readonly file: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly method?: string;
  readonly expect: Expected & Readonly<Record<string, unknown>>;
}

/**
 * What this file asserts, what the contract suite asserts of the parsed events, and, in the last line, what is for
 * readers only. A manifest with other fields fails.
 */
const asserted = [
  ...['kind', 'channel', 'foundChannel', 'direction', 'phone', 'name', 'text', 'externalId', 'message'],
  ...['correlationId', 'status', 'errorText', 'state', 'source', 'replyTo', 'keeps', 'media'],
  ...['alsoKnownAs', 'addresses', 'recipients'],
  ...['note', 'rest'],
];
const assertedOfMedia = ['kind', 'mime', 'fileName', 'voice', 'id'];

/** By folder, for vendors that post JSON; those that post forms sign them over the URL (twilio.test.ts). */
const paths: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    listProviders()
      .filter(({ documentation }) => documentation.contentType === 'application/json')
      .map(({ kind, webhookPath }) => [kind.toLowerCase().replaceAll('_', '-'), webhookPath]),
  ),
  tata: '/webhook/',
};
const { items } = JSON.parse(readFileSync('test/fixtures/manifest.json', 'utf8')) as { items: Row[] };
const folderOf = ({ file }: Row) => file.split('/')[0] ?? '';
const rows = items.filter(row => folderOf(row) in paths && row.method !== 'GET');
const pathOf = (row: Row) => paths[folderOf(row)] ?? '';
const bodyOf = (row: Row) => readFileSync(`test/fixtures/${row.file}`, 'utf8');

let desk: VendorDesk;
beforeAll(async () => {
  desk = await startVendorDesk();
  // The one number of the samples that the demo does not have.
  const { database } = desk.server.app;
  const { rows: accounts } = await database.pool.query(
    "select id, tenant_id from provider_accounts where kind = 'CHATFLOW'",
  );
  const channel = { accountId: accounts[0].id, externalId: 'id2', displayName: 'id2' };
  await createChannel(database, accounts[0].tenant_id, channel);
});
afterAll(async () => {
  await desk.stop();
});

const post = (row: Row, headers = row.headers ?? {}, query = row.query ?? {}) => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    given.set(name, value.replace('WEBHOOK_KEY', demoWebhookKey));
  const search = given.size === 0 ? '' : `?${given}`;
  return desk.server.post(`${pathOf(row)}${search}`, bodyOf(row), headers);
};
const events = async (response: Response) =>
  ((await response.json()) as { events: { id: string; status: string; messageId?: string }[] }).events;
const rowsOf = async (sql: string, id: string | undefined) =>
  (await desk.server.app.database.pool.query(sql, [id])).rows;
const ledgerOf = (id: string | undefined) =>
  rowsOf(
    `select w.*, h.external_id as channel, h.is_default, h.provider_state from webhook_events w
       left join channels h on h.id = w.channel_id where w.id = $1`,
    id,
  );
const messageOf = (id: string | undefined) =>
  rowsOf(
    `select m.*, h.external_id as channel, k.phone, k.display_name, c.handoff, a.mime_type, a.file_name, a.is_voice
       from messages m join conversations c on c.id = m.conversation_id join channels h on h.id = m.channel_id
       join contacts k on k.id = c.contact_id left join attachments a on a.message_id = m.id where m.id = $1`,
    id,
  );

/** Compares everything that the manifest says of a message with the stored one. */
async function expectMessage(id: string | undefined, expected: Expected): Promise<void> {
  const [message] = await messageOf(id);
  const isEcho = expected.kind === 'echo';
  expect(message.direction).toBe(isEcho ? 'OUTBOUND' : 'INBOUND');
  if (expected.direction) expect(message.direction.toLowerCase().startsWith(expected.direction)).toBe(true);
  if (isEcho) expect(message.author_kind).toBe(expected.source === 'phone' ? 'USER' : 'SYSTEM');
  // A user replied by hand: the AI must not reply from now on.
  if (expected.source === 'phone') expect(message.handoff).toBe('HUMAN_ACTIVE');
  if (expected.text !== undefined) expect(message.text).toBe(expected.text);
  if (expected.phone) expect(message.phone).toBe(`+${expected.phone}`);
  if (expected.name) expect(message.display_name).toBe(expected.name);
  if (expected.externalId) expect(message.external_id).toBe(expected.externalId);
  if (expected.replyTo) expect(message.reply_to_external_id).toBe(expected.replyTo);
  const { media } = expected;
  if (media?.kind) expect(message.kind).toBe(String(media.kind).toUpperCase());
  if (media?.mime) expect(message.mime_type).toBe(media.mime);
  if (media?.fileName) expect(message.file_name).toBe(media.fileName);
  if (media?.voice !== undefined) expect(message.is_voice).toBe(media.voice);
}

async function expectStatus(eventId: string | undefined, expected: Expected): Promise<void> {
  const [change] = await rowsOf('select * from message_status_changes where source_event_id = $1', eventId);
  expect(change.status).toBe(expected.status);
  const key = expected.externalId ?? expected.message;
  if (key) expect(change.external_id).toBe(key);
  if (expected.errorText) expect(change.failure_message).toBe(expected.errorText);
}

describe('a fixture, posted over HTTP', () => {
  it.each(rows.map(row => [row.file, row] as const))(
    '%s comes to what the manifest says',
    async (_file, row) => {
      const response = await post(row);
      expect(response.status).toBe(200);
      const told = await events(response);
      expect(told).toHaveLength(1);
      const [event] = told;
      const expected = row.expect;
      const [ledger] = await ledgerOf(event?.id);
      if (expected.channel === 'default') expect(ledger.is_default).toBe(true);
      else if (expected.channel) expect(ledger.channel).toBe(expected.channel);
      for (const kept of [expected.keeps, expected.correlationId, expected.media?.id])
        if (typeof kept === 'string') expect(ledger.kept_body).toContain(kept);
      if (expected.kind === 'ignored') {
        expect(ledger).toMatchObject({ status: 'IGNORED', reason: expect.stringMatching(/.{10}/) });
        return;
      }
      expect(ledger.status).toBe('PROCESSED');
      if (expected.kind === 'same-person') return;
      if (expected.kind === 'status') return expectStatus(event?.id, expected);
      if (expected.kind === 'channel-state') expect(ledger.provider_state).toBe(expected.state);
      else await expectMessage(event?.messageId, expected);
    },
  );

  it('is stored once, however often it comes, and every time acknowledged', async () => {
    const { pool } = desk.server.app.database;
    const count = async () => (await pool.query('select count(*)::int as n from messages')).rows[0].n;
    const before = await count();
    for (const row of rows) {
      const response = await post(row);
      expect(response.status).toBe(200);
      const [event] = await events(response);
      if (['message', 'echo'].includes(row.expect.kind ?? '')) expect(event?.status).toBe('DUPLICATE');
    }
    expect(await count()).toBe(before);
  });

  it('is refused without a row when its credential is wrong, also from this machine', async () => {
    const { pool } = desk.server.app.database;
    const count = async () => (await pool.query('select count(*)::int as n from webhook_events')).rows[0].n;
    const before = await count();
    for (const row of rows) {
      const wrong = { authorization: 'Bearer wrong', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
      const isInUrl = ['tata', 'chatflow'].includes(folderOf(row));
      const path = isInUrl ? `${pathOf(row).replace(/\/$/, '')}/wrong-secret` : pathOf(row);
      expect((await desk.server.post(path, bodyOf(row), isInUrl ? {} : wrong)).status).toBe(401);
      expect((await desk.server.post(`${pathOf(row)}?key=wrong`, bodyOf(row))).status).toBe(401);
    }
    expect(await count()).toBe(before);
  });
});

describe('a handshake of the fixtures', () => {
  it.each(items.filter(row => row.method === 'GET').map(row => [row.file, row] as const))(
    '%s is answered with the challenge alone',
    async (_file, row) => {
      const { query, expect: wanted } = JSON.parse(bodyOf(row));
      const search = new URLSearchParams({ key: demoWebhookKey, ...query });
      const response = await fetch(`${desk.server.url}${pathOf(row)}?${search}`);
      expect(response.status).toBe(wanted.status);
      expect(response.headers.get('content-type')?.split(';')[0]).toBe(wanted.contentType);
      expect(await response.text()).toBe(wanted.body);
    },
  );
});

describe('a form of Twilio’s fixtures, posted signed', () => {
  const forms = items.filter(row => folderOf(row) === 'twilio');
  const isConversations = ({ file }: Row) => file.includes('/conversations-');

  beforeAll(async () => {
    // Both products' samples use the same numbers, and a number belongs to one product: here each has those that its
    // samples name.
    const { database } = desk.server.app;
    const { rows: accounts } = await database.pool.query(
      "select id, tenant_id, kind from provider_accounts where kind like 'TWILIO_%'",
    );
    for (const { id, tenant_id: tenantId, kind } of accounts) {
      const externalId = kind === 'TWILIO_CONVERSATIONS' ? '+14155550167' : 'whatsapp:+14155550123';
      await createChannel(database, tenantId, { accountId: id, externalId, displayName: externalId });
    }
  });

  it.each(forms.map(row => [row.file, row] as const))(
    '%s comes to what the manifest says',
    async (_file, row) => {
      const expected = row.expect;
      const path = isConversations(row)
        ? '/api/twilio/conversations/webhook'
        : expected.kind === 'status'
          ? '/api/twilio/status'
          : '/api/twilio/messaging/webhook';
      const fields = JSON.parse(bodyOf(row)) as Record<string, string>;
      const response = await postForm(`${desk.server.url}${path}`, fields, { token: authToken });
      expect(response.status).toBe(200);
      const source = isConversations(row)
        ? 'TWILIO_CONVERSATIONS'
        : expected.kind === 'status'
          ? 'TWILIO_STATUS'
          : 'TWILIO_MESSAGING';
      const type = fields.EventType ?? fields.MessageStatus;
      const ledger = await waitFor(async () => {
        const found = await rowsOf(
          `select w.*, h.external_id as channel from webhook_events w left join channels h on h.id = w.channel_id
            where w.source = $1 and w.status <> 'RECEIVED' order by w.id desc`,
          source,
        );
        const id = fields.MessageSid ?? fields.ParticipantSid ?? fields.ConversationSid;
        return found.find(
          candidate => candidate.external_event_id === id && [undefined, candidate.event_type].includes(type),
        );
      });
      const channel = expected.channel ?? expected.foundChannel;
      if (channel) expect(ledger.channel).toBe(channel);
      if (expected.kind === 'message') {
        expect(ledger.status).toBe('PROCESSED');
        return expectMessage(ledger.message_id, expected);
      }
      if (expected.kind === 'edit') {
        // The text is unchanged.
        expect(ledger).toMatchObject({ status: 'DUPLICATE', message_id: expect.any(String) });
        return;
      }
      expect(ledger.message_id).toBeNull();
      expect(ledger).toMatchObject({
        status: expected.kind === 'status' ? 'PROCESSED' : 'IGNORED',
        reason: expect.stringMatching(/.{10}/),
      });
      if (expected.kind === 'status') await expectStatus(ledger.id, expected);
    },
  );
});

describe('the manifest', () => {
  it('says nothing that is not held against what came of it', () => {
    const said = items.flatMap(row => Object.keys(row.expect));
    expect([...new Set(said)].filter(name => !asserted.includes(name))).toEqual([]);
    const ofMedia = items.flatMap(row => Object.keys(row.expect.media ?? {}));
    expect([...new Set(ofMedia)].filter(name => !assertedOfMedia.includes(name))).toEqual([]);
  });

  it('has a row for every body of its folders', () => {
    const isBody = (name: string) => name.endsWith('.json') && name !== 'signature-vectors.json';
    const files = [...Object.keys(paths), 'twilio'].flatMap(folder =>
      readdirSync(`test/fixtures/${folder}`)
        .filter(isBody)
        .map(name => `${folder}/${name}`),
    );
    expect(items.map(row => row.file).sort()).toEqual(files.sort());
  });

  it('names answers of REST that are there', () => {
    const named = items.flatMap(({ expect: { rest } }) => (typeof rest === 'string' ? [rest] : []));
    expect(named.filter(name => !readdirSync('test/fixtures/twilio/_rest').includes(name))).toEqual([]);
  });
});

/**
 * A vendor added as CONTRIBUTING.md describes, without any other change: a folder, a registry line, a vocabulary
 * entry, fixtures, a document.
 */
import '../support/toy-provider/register.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedAccount, toSimulatedBaseUrl } from '../../src/accounts/simulated-provider.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { redactText } from '../../src/providers/contract/redact.js';
import type { OpenApiDocument } from '../../src/server/openapi/open-api-document.js';
import { toy } from '../support/toy-provider/index.js';
import { toyKind } from '../support/toy-provider/vocabulary.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

const line = '+77000000077';
const credentials = {
  ...{ line, passphrase: 'a-passphrase-that-is-long' },
  baseUrl: toSimulatedBaseUrl(toyKind),
};
let desk: VendorDesk;
let connected: {
  account: { id: string; kind: string; channels: { externalId: string; isDefault: boolean }[] };
  webhookUrl: string;
};

const ask = async (query: string, variables: object = {}) => {
  const response = await fetch(`${desk.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${desk.owner}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: never; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

beforeAll(async () => {
  desk = await startVendorDesk();
  const { connectProvider } = (await ask(
    `mutation ($input: ConnectProviderInput!) {
      connectProvider(input: $input) { account { id kind channels { externalId isDefault } } webhookUrl }
    }`,
    { input: { kind: 'TOY', name: 'Toy', credentials } },
  )) as { connectProvider: typeof connected };
  connected = connectProvider;
});
afterAll(() => desk.stop());

let written = 0;
const write = (text: string, faults: Parameters<typeof toy.simulator.inbound>[0]['faults'] = []) => {
  const at = new Date();
  written += 1;
  const messageId = `t-${written}`;
  const message = { channelExternalId: line, from: '+77010000088', senderName: 'Ақбота', text, at, faults };
  const { path, headers, body } = toy.simulator.inbound({ ...message, messageId }, credentials, '', '');
  return { headers, body, post: () => fetch(`${desk.server.url}${path}`, { method: 'POST', headers, body }) };
};

describe('a vendor that was added', () => {
  it('has accounts that begin with their own channel and get a URL', () => {
    expect(connected).toMatchObject({
      account: { kind: 'TOY', channels: [{ externalId: line, isDefault: true }] },
      webhookUrl: expect.stringMatching(/\/toy\/inbox\?key=.{20,}$/),
    });
  });

  it('delivers a signed webhook over HTTP to that channel, and keeps the headers that it declares', async () => {
    const text = 'Ойыншық бар ма?';
    const { post, headers } = write(text);
    expect((await post()).status).toBe(200);
    expect(await desk.messagesWithText(text)).toMatchObject([
      { channel: line, address: '+77010000088', phone: '+77010000088', status: 'RECEIVED' },
    ]);
    const { rows } = await desk.server.app.database.pool.query(
      'select headers, source from webhook_events where account_id = $1',
      [connected.account.id],
    );
    expect(rows).toMatchObject([{ source: 'TOY', headers: { 'x-toy-delivery': `d-t-${written}` } }]);
    expect(JSON.stringify(rows)).not.toContain(headers['x-toy-proof']);
  });

  it('is answered 401 with a wrong signature, beside the right key too', async () => {
    const { headers } = write('another body');
    const { body } = write('forged');
    const { pathname, search } = new URL(connected.webhookUrl);
    for (const path of [pathname, pathname + search]) {
      const answer = await fetch(`${desk.server.url}${path}`, { method: 'POST', headers, body });
      expect(answer.status).toBe(401);
    }
    expect(await desk.messagesWithText('forged')).toEqual([]);
  });

  it('takes a reply to its simulator', async () => {
    await write('Сколько стоит?').post();
    const [question] = await desk.messagesWithText('Сколько стоит?');
    await desk.answer(question?.conversation_id ?? '', 'Две тысячи');
    await waitFor(() => desk.deliveries('Две тысячи').length > 0);
    expect(desk.deliveries('Две тысячи')).toEqual([
      { from: line, to: '+77010000088', text: 'Две тысячи', mediaUrl: null },
    ]);
    expect(JSON.stringify(desk.host.requests(simulatedAccount))).not.toContain(credentials.passphrase);
  });

  it('counts as no WhatsApp number', async () => {
    const count = async () => {
      const headers = { authorization: `Bearer ${desk.owner}` };
      const answer = await fetch(`${desk.server.url}/whatsapp/stats`, { headers });
      return ((await answer.json()) as { totalMessages: number }).totalMessages;
    };
    await desk.write(ProviderKind.CHATFLOW, 'instance_xxx', '77010000087@s.whatsapp.net', 'По WhatsApp');
    const before = await count();
    await write('Не по WhatsApp').post();
    expect([before > 0, await count()]).toEqual([true, before]);
  });

  it('has an account in the demo that can be written to', async () => {
    await desk.write(toyKind, '+77000000010', '+77010000089', 'Бір сұрақ');
    expect(await desk.messagesWithText('Бір сұрақ')).toMatchObject([{ channel: '+77000000010' }]);
  });

  it('is in the schema and in the OpenAPI document, with its own proof', async () => {
    const { input } = (await ask(
      '{ input: __type(name: "ConnectProviderInput") { inputFields { name description } } }',
    )) as { input: { inputFields: { name: string; description: string }[] } };
    const described = input.inputFields.find(({ name }) => name === 'credentials')?.description;
    expect(described).toContain('TOY: `line`, `passphrase`, `baseUrl?`');
    const answer = await fetch(`${desk.server.url}/docs/rest/openapi.json`);
    const { paths, components } = (await answer.json()) as OpenApiDocument;
    expect(paths['/toy/inbox']?.post).toMatchObject({
      summary: 'Toy: a webhook',
      security: [{ toyProof: [] }, { webhookKey: [] }, {}],
    });
    expect(paths['/toy/inbox/{secret}']?.post).toBeDefined();
    expect(components.securitySchemes.toyProof).toMatchObject({ in: 'header', name: 'X-Toy-Proof' });
  });

  it('has its secrets masked', () => {
    const shown = [
      'passphrase=S3CRET',
      '{"passphrase":"S3CRET"}',
      'X-Toy-Proof: S3CRET',
      'POST /toy/inbox/S3CRET?x=1',
    ].map(text => redactText(text));
    expect(shown).toEqual([
      'passphrase=***',
      '{"passphrase":"***"}',
      'X-Toy-Proof: ***',
      'POST /toy/inbox/***?x=1',
    ]);
  });
});

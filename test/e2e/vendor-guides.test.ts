/** The guides' curl lines verbatim, batches over several numbers, handshakes, and one person at every vendor. */
import { readFileSync } from 'node:fs';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { collect } from '../support/app.js';
import {
  ChannelsDocument,
  MessageAddedDocument,
  SetSimulatorBehaviourDocument,
  SimulateInboundDocument,
} from '../support/gql/operations.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(async () => {
  await desk.stop();
});

const fixture = (name: string) => readFileSync(`test/fixtures/${name}.json`, 'utf8');
const query = async (sql: string, ...values: unknown[]) =>
  (await desk.server.app.database.pool.query(sql, values)).rows;

describe('the guide of Green API', () => {
  const guide = {
    typeWebhook: 'incomingMessageReceived',
    timestamp: 1234567890,
    idMessage: 'test-123',
    data: {
      ...{ typeMessage: 'textMessage', chatId: '79991234567@c.us', senderId: '79991234567@c.us' },
      ...{
        senderName: 'Test User',
        textMessage: 'Тестовое сообщение',
        idMessage: 'test-123',
        timestamp: 1234567890,
      },
    },
  };

  it('works with its bare curl line from this machine, and is live', async () => {
    const live = collect(desk.server.connect(desk.owner), MessageAddedDocument, {
      after: await desk.syncCursor(),
    });
    expect((await desk.server.post('/whatsapp/webhook', guide)).status).toBe(200);
    await waitFor(() => live.items.length > 0);
    expect(live.items[0]?.messageAdded).toMatchObject({
      text: 'Тестовое сообщение',
      channel: { externalId: '7107000101' },
      conversation: { contact: { displayName: 'Test User', phone: '+79991234567' } },
    });
    live.stop();
  });

  it('is refused through a proxy, with a wrong token and with a wrong key', async () => {
    const wrong: Record<string, string>[] = [
      { 'x-forwarded-for': '203.0.113.7' },
      { authorization: 'Bearer nope' },
    ];
    for (const headers of wrong)
      expect((await desk.server.post('/whatsapp/webhook', guide, headers)).status).toBe(401);
    expect((await desk.server.post('/whatsapp/webhook/nope', guide)).status).toBe(401);
  });

  it('answers 200 also for kinds that nobody knows, so that the queue behind them moves on', async () => {
    const odd = { typeWebhook: 'somethingNew', instanceData: { idInstance: 7107000101 } };
    const response = await desk.server.post('/whatsapp/webhook', odd, { authorization: 'ga-test-token' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ events: [{ status: 'IGNORED' }] });
  });
});

describe('the guide of TATA', () => {
  it.each(['/webhook/', '/webhook', '/webhook/demo', '/webhook/?key=demo'])('works at %s', async path => {
    const body = fixture('tata/inbound-text').replace(
      'wamid.',
      `wamid.${path.length}${path.includes('?') ? 'q' : ''}`,
    );
    const response = await desk.server.post(path, body);
    expect(await response.json()).toMatchObject({ ok: true, events: [{ status: 'PROCESSED' }] });
  });

  it('takes Meta’s envelope too, at the number inside', async () => {
    const value = {
      metadata: { display_phone_number: '918800000122' },
      contacts: [{ profile: { name: 'Asha' }, wa_id: '919900000177' }],
      messages: [
        {
          from: '919900000177',
          id: 'wamid.env',
          timestamp: '1795086842',
          type: 'text',
          text: { body: 'In an envelope' },
        },
      ],
    };
    await desk.server.post('/webhook/demo', {
      entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
    });
    expect(await desk.messagesWithText('In an envelope')).toMatchObject([
      { channel: '+918800000122', phone: '+919900000177' },
    ]);
  });

  it('joins statuses by our callback data, then by the id that was learned, whatever the order', async () => {
    const person = '919900000188';
    const { conversationId } = await desk.write(ProviderKind.TATA, '+918800000111', person, 'Namaste 188');
    // The simulator sends nothing this time: the next bodies are the fixtures' own.
    desk.host.reportTo({ url: () => desk.server.url, credentialsOf: () => null, webhookKey: 'demo' });
    const id = await desk.answer(conversationId, 'The blue panel costs 4,200 rupees.');
    await waitFor(async () => (await desk.message(id)).status === 'SENT');
    expect((await desk.message(id)).externalId).toBeNull();
    const post = async (name: string) => {
      const body = fixture(`tata/status-${name}`)
        .replaceAll('crm-msg-000017', id)
        .replaceAll('NGRDBD', `${id.slice(-6)}`);
      return (await desk.server.post('/webhook/demo', body)).status;
    };
    // `sent` arrives without Trunkline's data: it waits until a later one links the id to its message.
    expect(await post('sent')).toBe(200);
    expect((await desk.message(id)).externalId).toBeNull();
    expect(await post('read')).toBe(200);
    expect(await post('delivered')).toBe(200);
    const { status, externalId, history } = await desk.message(id);
    expect(status).toBe('READ');
    expect(externalId).toMatch(/^wamid\./);
    expect(history.slice(-3)).toEqual(expect.arrayContaining(['(SENT)', 'READ', '(DELIVERED)']));
  });
});

describe('WhatsApp Cloud', () => {
  const sign = (body: string) => ({ 'x-hub-signature-256': signCloud(body, 'test-app-secret') });

  it('reads a batch of two numbers and three statuses whole, each at its own number', async () => {
    const status = (id: string, word: string) => ({
      id,
      status: word,
      timestamp: '1795086842',
      recipient_id: '919900000303',
    });
    const change = (phoneNumberId: string, rest: object) => ({
      field: 'messages',
      value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...rest },
    });
    const message = (id: string, body: string) => ({
      from: '919900000399',
      id,
      timestamp: '1795086842',
      type: 'text',
      text: { body },
    });
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '1',
          changes: [
            change('310000000000111', {
              messages: [message('wamid.b1', 'To the first')],
              statuses: [status('wamid.s1', 'sent')],
            }),
          ],
        },
        {
          id: '2',
          changes: [
            change('310000000000122', { messages: [message('wamid.b2', 'To the second')] }),
            change('310000000000122', {
              statuses: [status('wamid.s2', 'delivered'), status('wamid.s2', 'read')],
            }),
          ],
        },
      ],
    });
    const response = await desk.server.post('/webhooks/whatsapp-cloud', body, sign(body));
    expect(response.status).toBe(200);
    const told = (await response.json()) as { events: { status: string }[] };
    expect(told.events.map(event => event.status)).toEqual(Array(5).fill('PROCESSED'));
    expect(await desk.messagesWithText('To the first')).toMatchObject([{ channel: '310000000000111' }]);
    expect(await desk.messagesWithText('To the second')).toMatchObject([{ channel: '310000000000122' }]);
    const waiting = await query(
      `select s.status, s.external_id, h.external_id as channel from message_status_changes s
         join channels h on h.id = s.channel_id where s.external_id in ('wamid.s1', 'wamid.s2') order by s.id`,
    );
    expect(waiting.map(row => [row.channel, row.external_id, row.status]).sort()).toEqual([
      ['310000000000111', 'wamid.s1', 'SENT'],
      ['310000000000122', 'wamid.s2', 'DELIVERED'],
      ['310000000000122', 'wamid.s2', 'READ'],
    ]);
    const kept = await desk.ledger('wamid.s1');
    expect(kept).toHaveLength(1);
  });

  it('is refused with one byte changed, whatever the key', async () => {
    const body = fixture('whatsapp-cloud/inbound-text');
    const changed = body.replace('colour', 'color');
    for (const path of ['/webhooks/whatsapp-cloud', '/webhooks/whatsapp-cloud?key=demo'])
      expect((await desk.server.post(path, changed, sign(body))).status).toBe(401);
  });

  it.each([
    [
      'the verify token of the demo',
      '?hub.mode=subscribe&hub.verify_token=demo&hub.challenge=1158201444',
      200,
    ],
    [
      'the fixture beside the key',
      `?key=demo&${new URLSearchParams(JSON.parse(fixture('whatsapp-cloud/verification-get')).query)}`,
      200,
    ],
    ['a wrong token', '?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1', 401],
    ['no token', '?hub.mode=subscribe&hub.challenge=1', 401],
  ])('answers the handshake with %s', async (_name, search, status) => {
    const response = await fetch(`${desk.server.url}/webhooks/whatsapp-cloud${search}`);
    expect(response.status).toBe(status);
    if (status !== 200) return;
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe('1158201444');
  });

  it('talks with a person who has no phone to show', async () => {
    const person = 'IN.7100000000001';
    const { conversationId } = await desk.write(
      ProviderKind.WHATSAPP_CLOUD,
      '310000000000122',
      person,
      'No phone',
    );
    expect(await desk.messagesWithText('No phone')).toMatchObject([{ address: person, phone: null }]);
    await desk.answer(conversationId, 'By the user id');
    await waitFor(() => desk.deliveries('By the user id').length > 0);
    expect(desk.deliveries('By the user id')).toMatchObject([{ from: '310000000000122', to: person }]);
  });
});

it.each([
  [ProviderKind.GREEN_API, '7107000101'],
  [ProviderKind.TATA, '+918800000111'],
  [ProviderKind.WHATSAPP_CLOUD, '310000000000122'],
])('%s can be simulated from the playground, faults of %s included', async (kind, externalId) => {
  const { run } = desk.server;
  const { channels } = await run(ChannelsDocument, {}, desk.owner);
  const channelId =
    channels.nodes.find(node => node.kind === kind && node.externalId === externalId)?.id ?? '';
  const order = {
    channelId,
    from: '77019998877',
    text: `Из симулятора ${kind}`,
    faults: ['DUPLICATE' as const],
  };
  const { simulateInbound } = await run(SimulateInboundDocument, order, desk.owner);
  expect(simulateInbound.event?.message?.id).toBeDefined();
  const [message, ...more] = await desk.messagesWithText(order.text);
  expect(more).toEqual([]);
  await run(SetSimulatorBehaviourDocument, { channelId, faults: ['REFUSED'] }, desk.owner);
  const id = await desk.answer(message?.conversation_id ?? '', `Нет ${kind}`);
  await waitFor(async () => (await desk.message(id)).status === 'FAILED');
  await run(SetSimulatorBehaviourDocument, { channelId, faults: [] }, desk.owner);
});

it('what another program sends with our number is shown as sent outside, not as our own', async () => {
  const body = JSON.parse(fixture('green-api/outgoing-api-message'));
  body.messageData.extendedTextMessageData.text = 'От другой программы';
  await desk.server.post(
    '/whatsapp/webhook',
    { ...body, idMessage: '3EB0OTHER' },
    { authorization: 'ga-test-token' },
  );
  const [message] = await desk.messagesWithText('От другой программы');
  const document = parse(`query ($id: ID!) { message(id: $id) { author { ... on SystemActor { id } } } }`);
  const { message: shown } = await desk.server.run(
    document as TypedDocumentNode<{ message: unknown }>,
    { id: message?.id },
    desk.owner,
  );
  expect(shown).toEqual({ author: { id: 'handset' } });
});

it('one person who writes to three vendors is one contact with a conversation at each', async () => {
  for (const [kind, channel] of [
    [ProviderKind.GREEN_API, '7107000101'],
    [ProviderKind.TATA, '+918800000122'],
    [ProviderKind.WHATSAPP_CLOUD, '310000000000111'],
  ] as const)
    await desk.write(kind, channel, '77015550001', `Один человек ${kind}`);
  const rows = await query(
    "select c.id from conversations c join contacts k on k.id = c.contact_id where k.phone = '+77015550001'",
  );
  expect(rows).toHaveLength(3);
  expect(await query("select 1 from contacts where phone = '+77015550001'")).toHaveLength(1);
  expect(await query("select 1 from leads where phone = '+77015550001'")).toHaveLength(1);
});

/** Follows the set-up guides step by step, with their texts, and checks the answers to wrong credentials. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateChannelDocument } from '../support/gql/operations.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(() => desk.stop());

const json = { 'Content-Type': 'application/json' };
const post = (path: string, body: string, headers: Record<string, string> = json) =>
  fetch(`${desk.server.url}${path}`, { method: 'POST', headers, body });
const get = (path: string, token: string) =>
  fetch(`${desk.server.url}${path}`, { headers: { ...json, Authorization: `Bearer ${token}` } });

async function createChannel(kind: string, externalId: string, displayName: string): Promise<void> {
  const { rows } = await desk.server.app.database.pool.query(
    'select id from provider_accounts where kind = $1',
    [kind],
  );
  const input = { accountId: rows[0].id, externalId, displayName };
  await desk.server.run(CreateChannelDocument, { input }, desk.owner);
}

it('ChatFlow: the guide’s own body waits for its number, and appears once the channel is there', async () => {
  const body = `{
     "message": "Текст сообщения",
     "metadata": {
       "remoteJid": "77001234567@s.whatsapp.net",
       "sender": "Имя",
       "instance_id": "abc123"
     }
   }`;
  const response = await post('/webhooks/chatflow?key=demo', body);
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { events: [{ status: 'QUARANTINED' }] },
  ]);
  await createChannel('CHATFLOW', 'abc123', 'Номер 1 — Панели');
  expect(await desk.messagesWithText('Текст сообщения')).toMatchObject([
    { channel: 'abc123', phone: '+77001234567' },
  ]);
});

it('Green API: sign in, post the test webhook, and find it in the statistics', async () => {
  const login = await post('/auth/login', '{ "email": "owner@demo.test", "password": "trunkline" }');
  expect(login.status).toBe(200);
  const { accessToken } = (await login.json()) as { accessToken: string };
  const webhook = await post(
    '/whatsapp/webhook',
    `{
    "typeWebhook": "incomingMessageReceived",
    "timestamp": 1234567890,
    "idMessage": "test-123",
    "data": {
      "typeMessage": "textMessage",
      "chatId": "79991234567@c.us",
      "senderId": "79991234567@c.us",
      "senderName": "Test User",
      "textMessage": "Тестовое сообщение",
      "idMessage": "test-123",
      "timestamp": 1234567890
    }
  }`,
  );
  expect(webhook.status).toBe(200);
  const stats = await get('/whatsapp/stats', accessToken);
  expect(await stats.json()).toMatchObject({
    recentMessages: expect.arrayContaining([
      expect.objectContaining({
        content: 'Тестовое сообщение',
        clientName: 'Test User',
        clientWhatsappId: '79991234567',
        direction: 'inbound',
        externalId: 'test-123',
      }),
    ]),
  });
});

describe('TATA', () => {
  const inbound = `{
  "contacts": [
    {
      "profile": {
        "name": "User Name"
      },
      "wa_id": "919999999999"
    }
  ],
  "messages": {
    "from": "919999999999",
    "id": "wamid.HBgMOTE5MTA2MDg5MzQzFQIAEhggRTQzMEI1QjA5QkU0RkIwREI1MzQyQThENUQ4NkQ4RTMA",
    "timestamp": "1744109205",
    "text": {
      "body": "hi"
    },
    "type": "text"
  },
  "businessPhoneNumber": "+919355421616",
  "id": "268e8b65-59a2-45df-9006-bd4b2aedbfdc"
}`;
  const status = `{
  "statuses": [
    {
      "id": "wamid.HBgMOTE4NDkwMDI5MTA1FQIAERgSRDkwQjFEQURDMEI5MkExNUY3AA==",
      "status": "sent",
      "timestamp": "1729161280",
      "recipient_id": "919999999999"
    }
  ],
  "businessPhoneNumber": "+919355421616"
}`;

  it('takes both bodies of the guide, and shows the chat with its lead once the number is there', async () => {
    for (const body of [inbound, status]) {
      const response = await post('/webhook/', body);
      expect([response.status, await response.json()]).toMatchObject([
        200,
        { events: [{ status: 'QUARANTINED' }] },
      ]);
    }
    await createChannel('TATA', '+919355421616', 'TATA');
    const response = await get('/ajax/tata-conversations/', desk.owner);
    expect(await response.json()).toMatchObject({
      conversations: [
        {
          phone: '+919999999999',
          name: 'User Name',
          businessPhoneNumber: '+919355421616',
          leadId: expect.any(String),
          messages: [{ content: 'hi', direction: 'inbound' }],
        },
      ],
    });
  });

  it('sends the reply of the chat panel, and has a page at the panel’s address', async () => {
    await post(
      '/webhook/',
      // WhatsApp accepts free text for 24 hours after the customer wrote; the guide's sample is older than that.
      inbound
        .replaceAll('+919355421616', '+918800000111')
        .replace('wamid.', 'wamid.2')
        .replace('1744109205', String(Math.floor(Date.now() / 1_000))),
    );
    const reply = {
      phone: '919999999999',
      businessPhoneNumber: '+918800000111',
      message: 'Hello from the panel',
    };
    const sent = await post('/ajax/tata-send-reply/', JSON.stringify(reply), {
      ...json,
      Authorization: `Bearer ${desk.owner}`,
    });
    expect([sent.status, await sent.json()]).toMatchObject([200, { ok: true, status: 'QUEUED' }]);
    await waitFor(() => desk.deliveries('Hello from the panel').length > 0);
    expect((await fetch(`${desk.server.url}/tata-chat/`)).status).toBe(200);
  });
});

describe('the bare addresses of the guides', () => {
  const body = (name: string) => readFileSync(`test/fixtures/${name}.json`, 'utf8');
  const routes: readonly [path: string, body: string][] = [
    ['/webhooks/chatflow', '{"message":"x","metadata":{"remoteJid":"77001230099@s.whatsapp.net"}}'],
    ['/whatsapp/webhook', body('green-api/seed-flat-text')],
    ['/api/twilio/conversations/webhook', body('twilio/conversations-on-message-added-whatsapp-text')],
    ['/api/twilio/messaging/webhook', body('twilio/messaging-inbound-sms-text')],
    ['/api/twilio/status', body('twilio/messaging-status-sent')],
    ['/webhooks/support', body('twilio/messaging-inbound-whatsapp-text')],
    ['/webhooks/sales', body('twilio/messaging-inbound-sms-text')],
    ['/webhook/', body('tata/inbound-text')],
    ['/webhook/yclients', body('yclients/simplified-record-created')],
  ];

  it.each(routes)('%s is taken from this machine by the demo', async (path, text) => {
    expect((await post(path, text)).status).toBe(200);
  });

  it.each(routes)(
    '%s wants a credential from everybody else, and refuses a wrong one from anybody',
    async (path, text) => {
      const { pool } = desk.server.app.database;
      const { rows: before } = await pool.query('select count(*) from webhook_events');
      const bare = path.replace(/\/$/, '');
      const wrong: [string, Record<string, string>][] = [
        [path, { 'x-forwarded-for': '203.0.113.7' }],
        [path, { forwarded: 'for=203.0.113.7' }],
        [`${path}?key=wrong`, {}],
        [`${path}?key=wrong&key=demo`, {}],
        ...(path.includes('yclients') ? [] : [[`${bare}/wrong`, {}] as [string, Record<string, string>]]),
      ];
      for (const [url, headers] of wrong) {
        const response = await post(url, text, { ...json, ...headers });
        expect([url, headers, response.status]).toEqual([url, headers, 401]);
      }
      const { rows: after } = await pool.query('select count(*) from webhook_events');
      expect(after).toEqual(before);
    },
  );
});

/** Twilio through its own routes: forms, signatures, two products of one account. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChannel } from '../../src/accounts/channels.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { simulatedAccount, toSimulatedBaseUrl } from '../../src/accounts/simulated-provider.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { signTwilioRequest } from '../../src/providers/twilio/signature.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  ChannelsDocument,
  type Fault,
  InboxDocument,
  MessageAddedDocument,
  MessageByIdDocument,
  SendReplyDocument,
  SetSimulatorBehaviourDocument,
  SimulateInboundDocument,
} from '../support/gql/operations.js';
import { shortVendorTimeout } from '../support/patient.js';
import {
  accountSid,
  authToken,
  type FormFields,
  postForm,
  serviceSid,
  twilioFixture,
} from '../support/twilio.js';
import { waitFor } from '../support/wait-for.js';

const conversationsPath = '/api/twilio/conversations/webhook';
const messagingPath = '/api/twilio/messaging/webhook';
const statusPath = '/api/twilio/status';
const signed = { token: authToken };

let server: TestApp;
let owner: string;
/** A separate company with the sample numbers swapped, with a key for each product. */
let acme: { tenantId: string; token: string; keys: Record<string, string> };

beforeAll(async () => {
  server = await startTestApp({ env: { PROVIDER_TIMEOUT_MS: shortVendorTimeout() } });
  owner = await server.signIn('owner@demo.test');
  const { tenantId, token } = await server.addTenant('acme', Role.OWNER);
  const cipher = createSecretCipher(Buffer.alloc(32, 7));
  const keys: Record<string, string> = {};
  for (const [kind, externalIds] of [
    [ProviderKind.TWILIO_CONVERSATIONS, ['+14155550167']],
    [ProviderKind.TWILIO_MESSAGING, ['whatsapp:+14155550123']],
  ] as const) {
    const credentials = {
      accountSid,
      authToken,
      secondaryAuthToken: 'the-next-auth-token',
      baseUrl: toSimulatedBaseUrl(kind),
      ...(kind === ProviderKind.TWILIO_CONVERSATIONS && { serviceSid }),
    };
    const { account, webhookKey } = await connectProvider(server.app.database, cipher, tenantId, {
      kind,
      name: kind,
      credentials,
    });
    keys[kind] = webhookKey;
    for (const externalId of externalIds) {
      await createChannel(server.app.database, tenantId, {
        accountId: account.id,
        externalId,
        displayName: externalId,
      });
    }
  }
  acme = { tenantId, token, keys };
});
afterAll(async () => {
  await server.stop();
});

interface Row {
  readonly status: string;
  readonly reason: string | null;
  readonly source: string;
  readonly event_type: string;
  readonly channel: string | null;
  readonly text: string | null;
  readonly address: string | null;
  readonly tenant: string;
}

/** Ledger rows of an external id, with their results. */
async function ledger(externalId: string, kind?: string): Promise<Row[]> {
  const { rows } = await server.app.database.pool.query<Row>(
    `select w.status, w.reason, w.source, w.event_type, h.external_id as channel, m.text, v.address, t.slug as tenant
       from webhook_events w join tenants t on t.id = w.tenant_id left join channels h on h.id = w.channel_id
       left join messages m on m.id = w.message_id left join conversations v on v.id = m.conversation_id
      where w.external_event_id = $1 and ($2::text is null or w.source = $2) order by w.id`,
    [externalId, kind ?? null],
  );
  return rows;
}

const settled = (externalId: string, count = 1) =>
  waitFor(async () => {
    const rows = await ledger(externalId);
    return rows.length >= count && rows.every(({ status }) => status !== 'RECEIVED') ? rows : null;
  });

let sids = 0;
/** A sample body, sent just now, under a new id. */
function fresh(name: string, extra: FormFields = {}): { fields: FormFields; sid: string } {
  sids += 1;
  const fields = twilioFixture(name);
  const now: FormFields = fields.DateCreated === undefined ? {} : { DateCreated: new Date().toISOString() };
  const sid = `${(fields.MessageSid ?? 'SM').slice(0, 2)}${String(sids).padStart(32, '0')}`;
  const ids = Object.fromEntries(
    ['MessageSid', 'SmsSid', 'SmsMessageSid'].filter(id => fields[id]).map(id => [id, sid]),
  );
  return { fields: { ...fields, ...now, ...ids, ...extra }, sid };
}

async function expectNothingToRead(response: Response): Promise<void> {
  expect(response.status).toBe(200);
  const body = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('xml')) expect(body.replace(/^<\?xml[^>]*>/, '')).toBe('<Response/>');
  else expect([type.split(';')[0], body]).toEqual(['application/json', '{}']);
}

describe('every sample body', () => {
  const { items } = JSON.parse(readFileSync('test/fixtures/manifest.json', 'utf8')) as {
    items: { file: string; expect: Record<string, string> }[];
  };
  const samples = items.filter(({ file }) => file.startsWith('twilio/'));

  it.each(samples.map(item => [item.file, item.expect] as const))(
    '%s comes to what the manifest says, in the company that has the number at that product',
    async (file, expected) => {
      const fields = twilioFixture(file.replace(/^twilio\/|\.json$/g, ''));
      const isConversations = file.includes('/conversations-');
      const kind = isConversations ? ProviderKind.TWILIO_CONVERSATIONS : ProviderKind.TWILIO_MESSAGING;
      const channel =
        expected.channel ?? expected.foundChannel ?? (isConversations ? 'whatsapp:+14155550123' : '');
      const isDemos = isConversations === (channel === 'whatsapp:+14155550123');
      const path = isConversations
        ? conversationsPath
        : expected.kind === 'status'
          ? statusPath
          : messagingPath;
      const key = isDemos ? 'demo' : (acme.keys[kind] ?? '');
      await expectNothingToRead(await postForm(`${server.url}${path}?key=${key}`, fields, signed));
      const id = fields.MessageSid ?? fields.ParticipantSid ?? fields.ConversationSid ?? '';
      const row = await waitFor(async () => {
        const rows = await ledger(id);
        const found = rows.findLast(
          ({ event_type }) => event_type === (fields.EventType ?? fields.MessageStatus ?? event_type),
        );
        return found && found.status !== 'RECEIVED' ? found : null;
      });
      expect(row.tenant).toBe(isDemos ? 'demo' : 'acme');
      if (expected.kind === 'edit') {
        expect(row).toMatchObject({ status: 'DUPLICATE', text: fields.Body });
        return;
      }
      if (expected.kind !== 'message') {
        expect(row).toMatchObject({ text: null });
        expect(row.reason).not.toBeNull();
        return;
      }
      expect(row).toMatchObject({ status: 'PROCESSED', text: expected.text, channel });
      expect(row.address).toBe(`${channel.startsWith('whatsapp:') ? 'whatsapp:' : ''}+${expected.phone}`);
    },
  );

  it('twice is one message, whichever product it is from', async () => {
    for (const name of ['messaging-inbound-sms-text', 'conversations-on-message-added-whatsapp-text']) {
      const { fields, sid } = fresh(name);
      const path = name.startsWith('messaging') ? messagingPath : conversationsPath;
      await Promise.all([1, 2, 3].map(() => postForm(`${server.url}${path}`, fields, signed)));
      const rows = await settled(sid, 3);
      expect(rows.map(({ status }) => status).sort()).toEqual(['DUPLICATE', 'DUPLICATE', 'PROCESSED']);
    }
  });
});

describe('the set-up guide, word by word', () => {
  it.each([conversationsPath, messagingPath, statusPath, '/webhooks/support', '/webhooks/sales'])(
    'bare %s is taken from this machine for the demo, from both products',
    async path => {
      const messaging = fresh('messaging-inbound-sms-text');
      const conversations = fresh('conversations-on-message-added-whatsapp-text');
      await expectNothingToRead(await postForm(`${server.url}${path}`, messaging.fields));
      await expectNothingToRead(await postForm(`${server.url}${path}`, conversations.fields));
      expect(await settled(messaging.sid)).toMatchObject([
        { status: 'PROCESSED', channel: '+14155550167', tenant: 'demo' },
      ]);
      expect(await settled(conversations.sid)).toMatchObject([
        { status: 'PROCESSED', channel: 'whatsapp:+14155550123' },
      ]);
    },
  );

  it('its JSON is taken too, as the curl line sends it, and what it lacks is said', async () => {
    const body =
      '{"EventType": "onMessageAdded", "ConversationSid": "CHxxx...", "ParticipantSid": "MBxxx..."}';
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      await expectNothingToRead(await server.post(conversationsPath, body, { 'content-type': type }));
    }
    expect(await ledger('MBxxx...')).toMatchObject(
      Array(2).fill({ status: 'IGNORED', source: 'TWILIO_CONVERSATIONS' }),
    );
  });

  it('a complete event in JSON becomes a message', async () => {
    const { fields, sid } = fresh('conversations-on-message-added-whatsapp-text');
    await expectNothingToRead(await server.post(conversationsPath, fields));
    expect(await settled(sid)).toMatchObject([{ status: 'PROCESSED' }]);
  });
});

it.each([conversationsPath, messagingPath, statusPath, '/webhooks/support'])(
  'a webhook at %s that is set to GET is read as well, signed over its URL',
  async path => {
    const name =
      path === conversationsPath
        ? 'conversations-on-message-added-whatsapp-text'
        : 'messaging-inbound-sms-text';
    const { fields, sid } = fresh(name);
    const url = `${server.url}${path}?${new URLSearchParams(fields)}`;
    const get = (token: string) =>
      fetch(url, { headers: { 'x-twilio-signature': signTwilioRequest(url, [], token) } });
    expect((await get('not-the-token')).status).toBe(401);
    expect(await ledger(sid)).toEqual([]);
    await expectNothingToRead(await get(authToken));
    expect(await settled(sid)).toMatchObject([{ status: 'PROCESSED' }]);
  },
);

describe('a credential', () => {
  const count = async () =>
    Number((await server.app.database.pool.query('select count(*) from webhook_events')).rows[0].count);

  it.each([
    ['a wrong signature', '', { token: 'not-the-token' }],
    ['a signature over another address', '', { token: authToken, signedUrl: 'https://elsewhere.example/' }],
    ['a wrong signature beside a right key', '?key=demo', { token: 'not-the-token' }],
    ['a wrong key beside a right signature', '?key=wrong', signed],
    ['a wrong key alone', '?key=wrong', {}],
    ['a wrong secret in the path', '/wrong', {}],
  ])('that is %s is refused on every route, and leaves no row', async (_name, suffix, options) => {
    const before = await count();
    for (const path of [conversationsPath, messagingPath, statusPath, '/webhooks/support']) {
      for (const name of [
        'messaging-inbound-sms-text',
        'conversations-on-message-added-whatsapp-text',
        'messaging-status-sent',
      ]) {
        const response = await postForm(`${server.url}${path}${suffix}`, twilioFixture(name), options);
        expect(response.status).toBe(401);
        expect(await response.text()).not.toContain(authToken);
      }
    }
    expect(await count()).toBe(before);
  });

  it('is wanted from everybody but this machine', async () => {
    const { fields } = fresh('messaging-inbound-sms-text');
    const response = await fetch(`${server.url}${messagingPath}`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '203.0.113.7' },
      body: new URLSearchParams(fields),
    });
    expect(response.status).toBe(401);
  });

  it('can be the second auth token while tokens are rotated', async () => {
    const { fields, sid } = fresh('messaging-inbound-whatsapp-text');
    const url = `${server.url}${messagingPath}`;
    expect((await postForm(url, fields, { token: 'the-next-auth-token' })).status).toBe(200);
    expect(await ledger(sid)).toMatchObject([{ tenant: 'acme', status: 'PROCESSED' }]);
  });

  it('is as good over localhost as over 127.0.0.1', async () => {
    const { fields, sid } = fresh('messaging-inbound-sms-text');
    const url = `${server.url.replace('127.0.0.1', 'localhost')}${messagingPath}`;
    expect((await postForm(url, fields, signed)).status).toBe(200);
    expect(await ledger(sid)).toMatchObject([{ status: 'PROCESSED' }]);
  });

  it('is the secret in the path as well', async () => {
    const { fields, sid } = fresh('messaging-inbound-whatsapp-text');
    await postForm(`${server.url}${messagingPath}/${acme.keys.TWILIO_MESSAGING}`, fields);
    expect(await ledger(sid)).toMatchObject([{ tenant: 'acme', status: 'PROCESSED' }]);
  });

  it('is not asked for where there is nothing: a stranger’s path is not found', async () => {
    for (const path of ['/webhooks/support', '/webhooks/nobody?key=demo', '/webhooks/nobody/secret']) {
      expect((await server.post(path, { message: 'Hello' })).status).toBe(404);
    }
  });

  it('does not open a route that is not set in the account', async () => {
    const { fields } = fresh('messaging-inbound-sms-text');
    for (const path of ['/webhooks/accounting', '/webhooks/constructor']) {
      expect((await postForm(`${server.url}${path}`, fields, signed)).status).toBe(401);
    }
  });
});

describe('the two products', () => {
  it('post to each other’s address, and each body goes to its own product’s account', async () => {
    const messaging = fresh('messaging-inbound-whatsapp-text');
    const key = acme.keys.TWILIO_CONVERSATIONS;
    await expectNothingToRead(
      await postForm(`${server.url}${conversationsPath}?key=${key}`, messaging.fields, signed),
    );
    expect(await ledger(messaging.sid)).toMatchObject([
      { tenant: 'acme', status: 'PROCESSED', source: 'TWILIO_MESSAGING', channel: 'whatsapp:+14155550123' },
    ]);
    const conversations = fresh('conversations-on-message-added-sms-text');
    const url = `${server.url}${messagingPath}?key=${acme.keys.TWILIO_MESSAGING}`;
    await expectNothingToRead(await postForm(url, conversations.fields, signed));
    expect(await settled(conversations.sid)).toMatchObject([
      { tenant: 'acme', status: 'PROCESSED', source: 'TWILIO_CONVERSATIONS', channel: '+14155550167' },
    ]);
  });

  it('both tell of a message, and the copy of the one that does not have the number is kept as that', async () => {
    const copy = fresh('messaging-inbound-whatsapp-text');
    await postForm(`${server.url}${messagingPath}`, copy.fields, signed);
    expect(await ledger(copy.sid)).toMatchObject([
      {
        tenant: 'demo',
        status: 'IGNORED',
        reason: expect.stringContaining('belongs to TWILIO_CONVERSATIONS'),
      },
    ]);
    const other = fresh('conversations-on-message-added-sms-text');
    await postForm(`${server.url}${conversationsPath}`, other.fields, signed);
    expect(await settled(other.sid)).toMatchObject([
      { status: 'IGNORED', reason: expect.stringContaining('+14155550167 belongs to TWILIO_MESSAGING') },
    ]);
  });

  it('of a number that nobody has wait for it', async () => {
    const { fields, sid } = fresh('messaging-inbound-sms-text', { To: '+14155550000' });
    await postForm(`${server.url}${messagingPath}`, fields, signed);
    expect(await ledger(sid)).toMatchObject([
      { status: 'QUARANTINED', reason: expect.stringContaining('+14155550000') },
    ]);
  });
});

it('what one of our own numbers writes to another is kept, and makes no customer', async () => {
  const { fields, sid } = fresh('messaging-inbound-sms-text', { From: '+14155550145', To: '+14155550167' });
  await postForm(`${server.url}${messagingPath}`, fields, signed);
  expect(await ledger(sid)).toMatchObject([
    { status: 'IGNORED', address: null, reason: expect.stringContaining('our own numbers') },
  ]);
});

describe('a message of Conversations', () => {
  it('is live at a subscriber as soon as its number is known', async () => {
    const { conversations } = await server.run(InboxDocument, { first: 1 }, owner);
    const live = collect(server.connect(owner), MessageAddedDocument, { after: conversations.syncCursor });
    const { fields } = fresh('conversations-on-message-added-whatsapp-text', { Body: 'Live?' });
    await postForm(`${server.url}${conversationsPath}`, fields, signed);
    await waitFor(() => live.items.length > 0);
    expect(live.items[0]?.messageAdded).toMatchObject({
      text: 'Live?',
      direction: 'INBOUND',
      channel: { externalId: 'whatsapp:+14155550123' },
      conversation: { contact: { phone: '+919900000101' } },
    });
    live.stop();
  });

  it('is stored at once where an event has said the number before', async () => {
    const ids = { ConversationSid: `CH${'7'.repeat(32)}`, ParticipantSid: `MB${'7'.repeat(32)}` };
    const url = `${server.url}${conversationsPath}`;
    await postForm(url, { ...twilioFixture('conversations-on-participant-added-whatsapp'), ...ids }, signed);
    const { fields, sid } = fresh('conversations-on-message-added-whatsapp-text', ids);
    await postForm(url, fields, signed);
    expect(await ledger(sid)).toMatchObject([{ status: 'PROCESSED', channel: 'whatsapp:+14155550123' }]);
  });

  it('keeps its place among the first of its conversation while Twilio takes time to say the number, over two servers', async () => {
    const slow = createServer((request, response) => {
      const participant = {
        messaging_binding: { address: 'whatsapp:+919900000777', proxy_address: slowNumber },
      };
      const body = request.url?.includes('/Participants/')
        ? participant
        : { participants: [participant], meta: {} };
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }, 250);
    });
    await once(slow.listen(0, '127.0.0.1'), 'listening');
    const slowNumber = 'whatsapp:+14155550777';
    const { tenantId } = await server.addTenant('slow', Role.OWNER);
    const kind = ProviderKind.TWILIO_CONVERSATIONS;
    const baseUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    const { account, webhookKey } = await connectProvider(
      server.app.database,
      createSecretCipher(Buffer.alloc(32, 7)),
      tenantId,
      { kind, name: kind, credentials: { accountSid, authToken, serviceSid, baseUrl } },
    );
    await createChannel(server.app.database, tenantId, {
      ...{ accountId: account.id, externalId: slowNumber, displayName: slowNumber },
    });
    const other = await startTestApp({ databaseUrl: server.databaseUrl });
    const ids = {
      ...{ ConversationSid: `CH${'5'.repeat(32)}`, ParticipantSid: `MB${'5'.repeat(32)}` },
      Author: 'whatsapp:+919900000777',
    };
    const texts = [...Array(12).keys()].map(n => `first ${n}`);
    for (const [n, Body] of texts.entries()) {
      const { fields } = fresh('conversations-on-message-added-whatsapp-text', { ...ids, Body });
      const url = `${[server, other][n % 2]?.url}${conversationsPath}?key=${webhookKey}`;
      expect((await postForm(url, fields, signed)).status).toBe(200);
    }
    const stored = async () =>
      (
        await server.app.database.pool.query('select text from messages where tenant_id = $1 order by id', [
          tenantId,
        ])
      ).rows.map(({ text }) => text);
    await waitFor(async () => (await stored()).length === texts.length);
    expect(await stored()).toEqual(texts);
    await other.stop();
    slow.close();
  });

  it('is asked about again when its participant was moved or has left', async () => {
    const ids = { ConversationSid: `CH${'8'.repeat(32)}`, ParticipantSid: `MB${'8'.repeat(32)}` };
    const url = `${server.url}${conversationsPath}`;
    const participant = { ...twilioFixture('conversations-on-participant-added-whatsapp'), ...ids };
    await postForm(url, participant, signed);
    const moved = {
      EventType: 'onParticipantUpdated',
      'MessagingBinding.ProxyAddress': 'whatsapp:+14155550888',
    };
    await postForm(url, { ...participant, ...moved }, signed);
    const second = fresh('conversations-on-message-added-whatsapp-text', ids);
    await postForm(url, second.fields, signed);
    expect(await ledger(second.sid)).toMatchObject([
      { status: 'QUARANTINED', reason: expect.stringContaining('+14155550888') },
    ]);
    await postForm(url, { ...participant, EventType: 'onParticipantRemoved' }, signed);
    const third = fresh('conversations-on-message-added-whatsapp-text', ids);
    await postForm(url, third.fields, signed);
    expect(await settled(third.sid)).toMatchObject([
      { status: 'QUARANTINED', reason: expect.stringContaining('by hand') },
    ]);
  });

  it('of a conversation that Twilio does not know waits for a person', async () => {
    const { fields, sid } = fresh('conversations-on-message-added-whatsapp-text', {
      ConversationSid: `CH${'f'.repeat(32)}`,
    });
    await postForm(`${server.url}${conversationsPath}`, fields, signed);
    expect(await settled(sid)).toMatchObject([
      { status: 'QUARANTINED', reason: expect.stringContaining('by hand') },
    ]);
  });

  it('under one of our own numbers is no customer’s', async () => {
    const { fields, sid } = fresh('conversations-on-message-added-whatsapp-text', {
      Author: 'whatsapp:+14155550123',
    });
    await postForm(`${server.url}${conversationsPath}`, fields, signed);
    expect(await settled(sid)).toMatchObject([
      { status: 'IGNORED', reason: expect.stringContaining('our own numbers') },
    ]);
  });
});

describe('a pre-action hook', () => {
  const hook = () => ({
    ...twilioFixture('conversations-on-message-added-whatsapp-text'),
    EventType: 'onMessageAdd',
    MessageSid: '',
  });

  it('changes nothing and is kept as such', async () => {
    await expectNothingToRead(await postForm(`${server.url}${conversationsPath}`, hook(), signed));
  });

  it('is answered 200 even when nothing can be stored, while a message is not', async () => {
    const { pool } = server.app.database;
    await pool.query('alter table webhook_events rename to webhook_events_away');
    await pool.query('alter table provider_accounts rename to provider_accounts_away');
    try {
      await expectNothingToRead(await postForm(`${server.url}${conversationsPath}`, hook(), signed));
      const { fields } = fresh('messaging-inbound-sms-text');
      expect((await postForm(`${server.url}${messagingPath}`, fields, signed)).status).toBeGreaterThanOrEqual(
        500,
      );
    } finally {
      await pool.query('alter table webhook_events_away rename to webhook_events');
      await pool.query('alter table provider_accounts_away rename to provider_accounts');
    }
  });
});

describe('a reply', () => {
  /** A contact writes and gets a reply. */
  const reply = async (name: string, faults: Fault[] = []) => {
    const isConversations = name.startsWith('conversations');
    const { fields, sid } = fresh(name);
    await postForm(`${server.url}${isConversations ? conversationsPath : messagingPath}`, fields, signed);
    await settled(sid);
    const externalId = isConversations ? 'whatsapp:+14155550123' : '+14155550167';
    const { conversations } = await server.run(InboxDocument, { first: 50 }, owner);
    const conversation = conversations.nodes.find(node => node.channel.externalId === externalId);
    const channelId = conversation?.channel.id ?? '';
    await server.run(SetSimulatorBehaviourDocument, { channelId, faults }, owner);
    const text = `Reply to ${sid}`;
    const { sendReply } = await server.run(
      SendReplyDocument,
      { input: { conversationId: conversation?.id ?? '', text } },
      owner,
    );
    const id = sendReply.message?.id ?? '';
    const person = isConversations ? fields.Author : fields.From;
    const find = async () => (await server.run(MessageByIdDocument, { id }, owner)).message;
    const reaches = (status: string) => waitFor(async () => (await find())?.status === status);
    const history = async () => {
      const { pool } = server.app.database;
      const { rows } = await pool.query<{ status: string }>(
        'select status from message_status_changes where message_id = $1 and applied order by recorded_at, id',
        [id],
      );
      return rows.map(({ status }) => status);
    };
    const deliveries = () =>
      (server.app.simulatorHost?.deliveries(simulatedAccount) ?? []).filter(
        delivery => delivery.text === text,
      );
    const calm = () => server.run(SetSimulatorBehaviourDocument, { channelId, faults: [] }, owner);
    return { id, text, externalId, person, find, reaches, history, deliveries, calm };
  };

  it.each([
    ['messaging-inbound-sms-text', 'DELIVERED', /^SM[0-9a-f]{32}$/],
    ['conversations-on-message-added-whatsapp-text', 'READ', /^IM[0-9a-f]{32}$/],
  ])('to %s leaves from the number that was written to and comes to be %s', async (name, last, sid) => {
    const { id, text, externalId, person, reaches, deliveries } = await reply(name);
    await reaches(last);
    expect(deliveries()).toEqual([{ from: externalId, to: person, text, mediaUrl: null }]);
    const { rows } = await server.app.database.pool.query(
      'select external_id from messages where text = $1',
      [text],
    );
    expect(rows).toEqual([{ external_id: expect.stringMatching(sid) }]);
    expect(id).not.toBe('');
  });

  it.each([
    ['messaging-inbound-sms-text', 'DELIVERED'],
    ['conversations-on-message-added-whatsapp-text', 'READ'],
  ])('to %s whose answer was lost is UNKNOWN until Twilio reports, and is sent once', async (name, last) => {
    const { text, reaches, history, deliveries, calm } = await reply(name, ['TIMEOUT_AFTER_ACCEPT']);
    await reaches(last);
    await calm();
    expect(await history()).toContain('UNKNOWN');
    expect(deliveries()).toHaveLength(1);
    const { rows } = await server.app.database.pool.query('select 1 from messages where text = $1', [text]);
    expect(rows).toHaveLength(1);
  });

  it('comes to the same end in whatever order the reports arrive', async () => {
    const { reaches, calm } = await reply('conversations-on-message-added-whatsapp-text', [
      'OUT_OF_ORDER',
      'DUPLICATE',
    ]);
    await reaches('READ');
    await calm();
  });
});

it('what an agent writes at Twilio becomes a message of ours in the conversation', async () => {
  const sample = 'conversations-on-message-added-whatsapp-text';
  const person = fresh(sample);
  await postForm(`${server.url}${conversationsPath}`, person.fields, signed);
  const agent = fresh(sample, { Author: 'agent-42', Source: 'SDK', ParticipantSid: '', Body: 'From Flex' });
  await expectNothingToRead(await postForm(`${server.url}${conversationsPath}`, agent.fields, signed));
  expect(await settled(agent.sid)).toMatchObject([
    { status: 'PROCESSED', address: 'whatsapp:+919900000101' },
  ]);
  const { rows } = await server.app.database.pool.query(
    `select m.direction, c.address from messages m join conversations c on c.id = m.conversation_id where m.text = 'From Flex'`,
  );
  expect(rows).toEqual([{ direction: 'OUTBOUND', address: 'whatsapp:+919900000101' }]);
});

it.each(['whatsapp:+14155550123', 'whatsapp:+14155550145', '+14155550167'])(
  'the simulator posts to %s in the wire format, signed, and a forgery of it is refused',
  async externalId => {
    const { channels } = await server.run(ChannelsDocument, {}, owner);
    const channelId = channels.nodes.find(node => node.externalId === externalId)?.id ?? '';
    const text = `From the simulator to ${externalId}`;
    const order = { channelId, from: '77019998877', text };
    await server.run(SimulateInboundDocument, { ...order, faults: ['DUPLICATE'] }, owner);
    await server.run(SimulateInboundDocument, { ...order, text: 'forged', faults: ['BAD_SIGNATURE'] }, owner);
    const { pool } = server.app.database;
    const stored = async () =>
      (await pool.query('select channel_id from messages where text = $1', [text])).rows;
    await waitFor(async () => (await stored()).length > 0);
    expect(await stored()).toEqual([{ channel_id: channelId }]);
    expect((await pool.query(`select 1 from messages where text = 'forged'`)).rows).toEqual([]);
  },
);

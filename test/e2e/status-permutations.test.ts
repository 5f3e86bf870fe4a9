/**
 * Sent, delivered, read and failed in every vendor's wire format: in any order and any number, the message ends in
 * the same state, and its history holds all of them.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyStatus, MessageStatus } from '../../src/domain/delivery-status.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import type { SimulatedWebhook } from '../../src/providers/contract/simulator.js';
import type { WebhookRequest } from '../../src/providers/contract/webhook.js';
import { getProvider } from '../../src/providers/registry.js';
import { signTwilioRequest } from '../../src/providers/twilio/signature.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { accountSid, authToken, serviceSid } from '../support/twilio.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

const { SENT, DELIVERED, READ, FAILED } = MessageStatus;
type Reported = MessageStatus.SENT | MessageStatus.DELIVERED | MessageStatus.READ | MessageStatus.FAILED;
const all: readonly Reported[] = [SENT, DELIVERED, READ, FAILED];

/** Every order of every set of them: 64. */
const orders = (left: readonly Reported[]): Reported[][] =>
  left.flatMap(status => {
    const rest = orders(left.filter(other => other !== status));
    return [[status], ...rest.map(order => [status, ...order])];
  });
const sequences = orders(all);

/** The highest status; a failure only outranks "sent". */
function endOf(statuses: readonly Reported[]): MessageStatus {
  const wins = ([READ, DELIVERED, FAILED] as const).find(status => statuses.includes(status));
  return wins ?? SENT;
}

/** The known ids of a message that a vendor accepted. */
interface Taken {
  /** Trunkline's id. */
  readonly id: string;
  /** The vendor's; for TATA, which sends it only with its reports, an invented one. */
  readonly externalId: string;
  /** Fields of the inbound event of Conversations: conversation and participant. */
  readonly thread: Readonly<Record<string, string>>;
}

interface Vendor {
  readonly kind: ProviderKind;
  readonly channel: string;
  readonly person: string;
  /** The vendor's request about a message; `origin` is the address it is posted to. */
  readonly report: (status: Reported, taken: Taken, origin: string) => SimulatedWebhook;
}

/** The vendor's timestamps: higher statuses are later, independently of the order of the reports. */
const at = (status: Reported) => 1_795_086_842 + all.indexOf(status);
const json = { 'content-type': 'application/json' };
const errors = [{ code: 131026, title: 'Message undeliverable' }];

const toForm = (
  path: string,
  search: string,
  fields: Readonly<Record<string, string>>,
  origin: string,
): SimulatedWebhook => {
  const pairs = Object.entries({ AccountSid: accountSid, ...fields });
  const signature = signTwilioRequest(`${origin}${path}${search}`, pairs, authToken);
  return {
    path,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: new URLSearchParams(pairs).toString(),
  };
};

const vendors: readonly Vendor[] = [
  {
    kind: ProviderKind.GREEN_API,
    channel: '7107000101',
    person: '77050000001@c.us',
    report: (status, { externalId }) => ({
      ...{ path: '/whatsapp/webhook', query: {} },
      headers: { ...json, authorization: 'Bearer ga-test-token' },
      body: JSON.stringify({
        typeWebhook: 'outgoingMessageStatus',
        instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
        ...{ timestamp: at(status), chatId: '77050000001@c.us', idMessage: externalId, sendByApi: true },
        status: status.toLowerCase(),
        ...(status === FAILED && { description: 'internal server error' }),
      }),
    }),
  },
  {
    kind: ProviderKind.TATA,
    channel: '+918800000111',
    person: '77050000002',
    report: (status, { id, externalId }) => ({
      ...{ path: '/webhook/demo', query: {}, headers: json },
      body: JSON.stringify({
        businessPhoneNumber: '+918800000111',
        statuses: [
          {
            ...{ id: externalId, status: status.toLowerCase(), timestamp: String(at(status)) },
            ...{ recipient_id: '77050000002', custom_callback_data: id },
            ...(status === FAILED && { errors }),
          },
        ],
      }),
    }),
  },
  {
    kind: ProviderKind.WHATSAPP_CLOUD,
    channel: '310000000000111',
    person: '77050000003',
    report: (status, { id, externalId }) => {
      const told = {
        ...{ id: externalId, status: status.toLowerCase(), timestamp: String(at(status)) },
        ...{ recipient_id: '77050000003', biz_opaque_callback_data: id },
        ...(status === FAILED && { errors }),
      };
      const value = {
        messaging_product: 'whatsapp',
        metadata: { phone_number_id: '310000000000111' },
        statuses: [told],
      };
      const body = JSON.stringify({ entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
      const headers = { ...json, 'x-hub-signature-256': signCloud(body, 'test-app-secret') };
      return { path: '/webhooks/whatsapp-cloud', query: {}, headers, body };
    },
  },
  {
    kind: ProviderKind.TWILIO_CONVERSATIONS,
    channel: 'whatsapp:+14155550123',
    person: 'whatsapp:+77050000004',
    report: (status, { externalId, thread }, origin) =>
      toForm(
        '/api/twilio/conversations/webhook',
        '',
        {
          EventType: 'onDeliveryUpdated',
          ...{ ...thread, ChatServiceSid: serviceSid, MessageSid: externalId },
          ...{ DeliveryReceiptSid: `DY${'0'.repeat(32)}`, Status: status.toLowerCase() },
          DateUpdated: new Date(at(status) * 1_000).toISOString(),
          ...(status === FAILED && { ErrorCode: '63024' }),
        },
        origin,
      ),
  },
  {
    kind: ProviderKind.TWILIO_MESSAGING,
    channel: 'whatsapp:+14155550145',
    person: 'whatsapp:+77050000005',
    report: (status, { id, externalId }, origin) =>
      toForm(
        '/api/twilio/status',
        `?message=${id}`,
        {
          ...{ MessageSid: externalId, SmsSid: externalId, MessageStatus: status.toLowerCase() },
          ...{ From: 'whatsapp:+14155550145', To: 'whatsapp:+77050000005' },
          ...(status === FAILED && { ErrorCode: '63024' }),
        },
        origin,
      ),
  },
];

describe.each(vendors.map(vendor => [vendor.kind, vendor] as const))(
  'reports of %s, read',
  (kind, vendor) => {
    const taken: Taken = {
      id: '01990000-0000-7000-8000-000000000001',
      externalId: 'EXT1',
      thread: { ConversationSid: `CH${'1'.repeat(32)}`, ParticipantSid: `MB${'1'.repeat(32)}` },
    };
    const parse = (status: Reported) => {
      const { body, ...webhook } = vendor.report(status, taken, 'https://crm.example');
      const request: WebhookRequest = {
        ...{ ...webhook, method: 'POST', pathSecret: null, publicUrl: '', rawBody: Buffer.from(body) },
        receivedAt: new Date('2026-11-20T00:00:00Z'),
      };
      return getProvider(kind).parse(request).events;
    };

    it('come to the same end in whatever order and however often they come', () => {
      const starts = [MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.UNKNOWN, SENT];
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 8 }),
          fc.constantFrom(...starts),
          (told, start) => {
            const end = told.flatMap(parse).reduce((status, event) => {
              if (event.type !== 'status' || event.messageKey !== 'EXT1')
                throw new Error('no status of the message');
              return applyStatus(status, event.status).status;
            }, start);
            expect(end).toBe(endOf(told));
          },
        ),
      );
    });
  },
);

describe('reports, posted', () => {
  let desk: VendorDesk;
  beforeAll(async () => {
    desk = await startVendorDesk({ PROVIDER_TIMEOUT_MS: '30000' });
    // The simulators send no reports of their own here.
    desk.host.reportTo({ url: () => desk.server.url, credentialsOf: () => null, webhookKey: 'demo' });
  });
  afterAll(async () => {
    await desk.stop();
  });

  /** Sends one message per sequence and waits until the vendor has them all. */
  const sendAll = async ({ kind, channel, person }: Vendor): Promise<Taken[]> => {
    const question = `Здравствуйте, ${kind}`;
    const { conversationId } = await desk.write(kind, channel, person, question);
    const [row] = await desk.messagesWithText(question);
    const { rows } = await desk.server.app.database.pool.query(
      'select kept_body from webhook_events where message_id = $1',
      [row?.id],
    );
    const { ConversationSid = '', ParticipantSid = '' } = JSON.parse(rows[0].kept_body);
    const taken: Taken[] = [];
    for (const sequence of sequences) {
      const id = await desk.answer(conversationId, sequence.join(' '));
      taken.push({ id, externalId: `wamid.${id}`, thread: { ConversationSid, ParticipantSid } });
    }
    const { pool } = desk.server.app.database;
    const sent = await waitFor(
      async () => {
        const found = await pool.query<{ id: string; external_id: string | null }>(
          "select id, external_id from messages where status = 'SENT' and id = any($1::uuid[])",
          [taken.map(({ id }) => id)],
        );
        return found.rows.length === taken.length ? found.rows : null;
      },
      { timeoutMs: 30_000 },
    );
    const externalIds = new Map(sent.map(row => [row.id, row.external_id]));
    return taken.map(message => ({
      ...message,
      externalId: externalIds.get(message.id) ?? message.externalId,
    }));
  };
  const post = async ({ report }: Vendor, status: Reported, taken: Taken): Promise<void> => {
    const { path, query, headers, body } = report(status, taken, desk.server.url);
    const search = Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`;
    const response = await fetch(`${desk.server.url}${path}${search}`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  };
  /** A message's state in GraphQL; the first three entries of the history are the send's own. */
  const standing = async ({ id }: Taken) => {
    const { status, history, failure } = await desk.message(id);
    const told = history.slice(3).map(word => word.replaceAll(/[()]/g, ''));
    return { status, hasFailure: failure !== null, told: told.sort() };
  };
  const expected = (told: readonly Reported[]) => {
    const status = endOf(told);
    return { status, hasFailure: status === FAILED, told: [...told].sort() };
  };

  it.each(vendors.map(vendor => [vendor.kind, vendor] as const))(
    'by %s, in all 64 orders of all sets, one after the other and all at once',
    async (_kind, vendor) => {
      const messages = await sendAll(vendor);
      const isAtOnce = (index: number) => index % 4 === 3;
      await Promise.all(
        sequences.map(async (sequence, index) => {
          const taken = messages[index] as Taken;
          if (isAtOnce(index)) await Promise.all(sequence.map(status => post(vendor, status, taken)));
          else for (const status of sequence) await post(vendor, status, taken);
        }),
      );
      const ends = await Promise.all(messages.map(standing));
      expect(sequences.map((sequence, index) => [sequence.join(' '), ends[index]])).toEqual(
        sequences.map(sequence => [sequence.join(' '), expected(sequence)]),
      );
    },
  );
});

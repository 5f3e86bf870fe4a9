/** Each vendor in both directions: a contact writes, an agent replies from the same number, the vendor reports. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ChannelStatus, Fault, ProviderKind } from '../../src/domain/vocabulary.js';
import { getProvider } from '../../src/providers/registry.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { collect } from '../support/app.js';
import {
  ChannelHealthDocument,
  ClearOptOutDocument,
  LedgerDocument,
  MessageAddedDocument,
  MessageUpdatedDocument,
  OutboxDocument,
  PersonDocument,
  ReplayWebhookEventsDocument,
  SendReplyDocument,
  SetChannelStatusDocument,
  SetSimulatorBehaviourDocument,
  SimulateInboundDocument,
  SimulateInboundFileDocument,
  StartConversationDocument,
  StreamDocument,
} from '../support/gql/operations.js';
import { readUnloggedChanges, watchUnloggedChanges } from '../support/unlogged-changes.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

interface Vendor {
  readonly kind: ProviderKind;
  readonly channels: readonly string[];
  /** A new contact's address, in the vendor's format for this channel. */
  readonly person: (digits: string, channel: string) => string;
  /** The recipient's address in a send, for a contact with this address. */
  readonly to: (address: string) => string;
  /** The highest status that the vendor reports on this channel; READ by default. */
  readonly last?: (channel: string) => 'DELIVERED' | 'READ';
}

const onTwilio = (digits: string, channel: string) =>
  `${channel.startsWith('whatsapp:') ? 'whatsapp:' : ''}+${digits}`;

const vendors: readonly Vendor[] = [
  {
    kind: ProviderKind.GREEN_API,
    channels: ['7107000101'],
    person: digits => `${digits}@c.us`,
    to: address => address,
  },
  {
    kind: ProviderKind.TATA,
    channels: ['+918800000111', '+918800000122'],
    person: digits => digits,
    to: address => address,
  },
  {
    kind: ProviderKind.WHATSAPP_CLOUD,
    channels: ['310000000000111', '310000000000122'],
    person: digits => digits,
    to: address => address,
  },
  {
    kind: ProviderKind.TWILIO_CONVERSATIONS,
    channels: ['whatsapp:+14155550123'],
    person: onTwilio,
    to: address => address,
  },
  {
    kind: ProviderKind.TWILIO_MESSAGING,
    channels: ['whatsapp:+14155550145', '+14155550167'],
    person: onTwilio,
    to: address => address,
    // SMS has no read reports.
    last: channel => (channel.startsWith('whatsapp:') ? 'READ' : 'DELIVERED'),
  },
];

let desk: VendorDesk;
let people = 0;
const newPersonOf = (vendor: Vendor, channel = vendor.channels[0] ?? '') =>
  vendor.person(`7705${String(1_000_000 + ++people)}`, channel);

/** Steps that wait most of the time, with all vendors at once; each vendor's test ends as its own steps do. */
function withEach(steps: (vendor: Vendor) => Promise<void>): (kind: ProviderKind) => Promise<void> {
  let runs: Map<ProviderKind, Promise<void>> | undefined;
  return async kind => {
    runs ??= new Map(vendors.map(vendor => [vendor.kind, steps(vendor)]));
    await Promise.allSettled(runs.values());
    await runs.get(kind);
  };
}

const unansweredWith = withEach(async vendor => {
  const { kind } = vendor;
  const [first = ''] = vendor.channels;
  const person = newPersonOf(vendor);
  const { conversationId } = await desk.write(kind, first, person, `Здравствуйте ${person}`);
  desk.setFaults(first, [Fault.TIMEOUT_AFTER_ACCEPT]);
  const text = `Дошло? ${person}`;
  const id = await desk.answer(conversationId, text);
  await waitFor(async () => (await desk.message(id)).status === 'READ');
  desk.setFaults(first, []);
  const { history, externalId } = await desk.message(id);
  expect(history).toContain('UNKNOWN');
  expect(externalId).not.toBeNull();
  expect(desk.deliveries(text)).toHaveLength(1);
  expect(await desk.messagesWithText(text)).toHaveLength(1);
});

const refusedWith = withEach(async vendor => {
  const { kind } = vendor;
  const [first = ''] = vendor.channels;
  const person = newPersonOf(vendor);
  const { conversationId } = await desk.write(kind, first, person, `Здравствуйте ${person}`);
  desk.setFaults(first, [Fault.REFUSED]);
  const refused = await desk.answer(conversationId, `Нельзя ${person}`);
  await waitFor(async () => (await desk.message(refused)).status === 'FAILED');
  expect((await desk.message(refused)).failure).toMatchObject({ retryable: false });
  // Another contact: Twilio's refusal means that this contact opted out.
  const { conversationId: other } = await desk.write(
    kind,
    first,
    newPersonOf(vendor),
    `Добрый день ${person}`,
  );
  desk.setFaults(first, [Fault.RATE_LIMIT]);
  const limited = await desk.answer(other, `Позже ${person}`);
  await waitFor(async () => (await desk.message(limited)).history.includes('SENDING'));
  await waitFor(async () => (await desk.message(limited)).status === 'QUEUED');
  desk.setFaults(first, []);
  await waitFor(async () => (await desk.message(limited)).status === 'READ', { timeoutMs: 15_000 });
  expect(desk.deliveries(`Позже ${person}`)).toHaveLength(1);
});

beforeAll(async () => {
  desk = await startVendorDesk();
  await watchUnloggedChanges(desk.server.databaseUrl);
});
afterAll(async () => {
  await desk.stop();
});

describe.each(vendors.map(vendor => [vendor.kind, vendor] as const))('%s', (kind, vendor) => {
  const [first = ''] = vendor.channels;
  const newPerson = (channel = first) => newPersonOf(vendor, channel);
  const { last = () => 'READ' } = vendor;

  it('shows a person who writes to a live subscriber, once', async () => {
    const person = newPerson();
    const live = collect(desk.server.connect(desk.owner), MessageAddedDocument, {
      after: await desk.syncCursor(),
    });
    const text = `Вопрос ${person}`;
    const { statuses } = await desk.inbound(kind, first, person, text, [
      Fault.DUPLICATE,
      Fault.PROVIDER_RESEND,
    ]);
    expect(statuses).toEqual([200, 200, 200]);
    await waitFor(() => live.items.length > 0);
    expect(live.items.map(item => item.messageAdded)).toMatchObject([
      { text, direction: 'INBOUND', channel: { externalId: first }, conversation: { unreadCount: 1 } },
    ]);
    live.stop();
  });

  it('shows in the ledger by the id that it shows itself: messages and what it reports of an answer', async () => {
    const person = newPerson();
    const text = `Найти ${person}`;
    const { conversationId } = await desk.write(kind, first, person, text);
    const find = async (externalEventId: string | null) => {
      const filter = { externalEventId };
      const { webhookEvents } = await desk.server.run(LedgerDocument, { filter }, desk.owner);
      const replay = { filter, dryRun: true };
      const { replayWebhookEvents } = await desk.server.run(
        ReplayWebhookEventsDocument,
        { input: replay },
        desk.owner,
      );
      expect(replayWebhookEvents.report?.matched).toBe(webhookEvents.nodes.length);
      for (const { rawBody } of webhookEvents.nodes)
        expect(rawBody?.replaceAll('%3A', ':')).toContain(externalEventId ?? '');
      return webhookEvents.nodes.map(node => node.status);
    };
    const [stored] = await desk.messagesWithText(text);
    expect(await find(stored?.external_id ?? null)).toEqual(['PROCESSED']);
    const id = await desk.answer(conversationId, `Ответ ${text}`);
    const { externalId } = await waitFor(async () => {
      const message = await desk.message(id);
      return message.status === last(first) ? message : null;
    });
    expect(await find(externalId)).toContain('PROCESSED');
  });

  it.each(vendor.channels)('answers from %s, and sent, delivered and read are live', async channel => {
    const person = newPerson(channel);
    const end = last(channel);
    const { conversationId } = await desk.write(kind, channel, person, `Здравствуйте ${person}`);
    const updates = collect(desk.server.connect(desk.owner), MessageUpdatedDocument, {
      filter: { conversationIds: [conversationId] },
      after: await desk.syncCursor(),
    });
    const text = `Ответ ${person}`;
    const id = await desk.answer(conversationId, text);
    await waitFor(() => updates.items.some(item => item.messageUpdated.message.status === end));
    expect(desk.deliveries(text)).toEqual([{ from: channel, to: vendor.to(person), text, mediaUrl: null }]);
    const { status, history, externalId } = await desk.message(id);
    expect(status).toBe(end);
    const ladder = ['QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'READ'];
    expect(history.filter(word => !word.startsWith('('))).toEqual(ladder.slice(0, ladder.indexOf(end) + 1));
    expect(externalId).not.toBeNull();
    expect(await desk.messagesWithText(text)).toHaveLength(1);
    updates.stop();
  });

  it.each([[[Fault.OUT_OF_ORDER]], [[Fault.DUPLICATE]], [[Fault.OUT_OF_ORDER, Fault.DUPLICATE]]])(
    'ends in READ whatever order the reports come in: %s',
    async faults => {
      const person = newPerson();
      const { conversationId } = await desk.write(kind, first, person, `Здравствуйте ${person}`);
      desk.setFaults(first, faults);
      const text = `Ответ ${person}`;
      const id = await desk.answer(conversationId, text);
      await waitFor(
        async () => (await desk.message(id)).history.filter(word => /DELIVERED/.test(word)).length > 0,
      );
      await waitFor(async () => (await desk.message(id)).status === 'READ');
      desk.setFaults(first, []);
      expect(desk.deliveries(text)).toHaveLength(1);
      expect(await desk.messagesWithText(text)).toHaveLength(1);
    },
  );

  it('is UNKNOWN when the vendor takes it and never answers, and settled by what the vendor reports', () =>
    unansweredWith(kind));

  it('fails with the vendor’s words when the vendor refuses, and is sent later when it asks to wait', () =>
    refusedWith(kind));
});

describe('WHATSAPP_CLOUD, which warns of its numbers', () => {
  const [one, other] = ['310000000000111', '310000000000122'] as const;
  let seconds = Math.floor(Date.now() / 1_000) - 1_000;
  const businessAccount = '210000000000001';
  const tell = async (field: string, value: object, time = ++seconds, id = businessAccount) => {
    const changes = [{ field, value }];
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id, time, changes }],
    });
    const signature = { 'x-hub-signature-256': signCloud(body, 'test-app-secret') };
    expect((await desk.server.post('/webhooks/whatsapp-cloud', body, signature)).status).toBe(200);
    const [row] = (
      await desk.server.app.database.pool.query(
        'select status, reason from webhook_events order by id desc limit 1',
      )
    ).rows;
    return row;
  };
  const standing = async () => {
    const { channels } = await desk.server.run(ChannelHealthDocument, {}, desk.owner);
    return [one, other].map(name => {
      const node = channels.nodes.find(({ externalId }) => externalId === name);
      return { status: node?.status, state: node?.health.state, error: node?.health.error };
    });
  };
  const toMessage = (channel: string, from: string) => ({
    metadata: { phone_number_id: channel },
    messages: [
      { from, id: `wamid.${uuidV7()}`, timestamp: String(seconds), type: 'text', text: { body: 'Hi' } },
    ],
  });
  const ban = (state: string) => ({ event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: state } });
  const setStatus = async (status: ChannelStatus) => {
    const { channels } = await desk.server.run(ChannelHealthDocument, {}, desk.owner);
    const id = channels.nodes.find(({ externalId }) => externalId === other)?.id ?? '';
    await desk.server.run(SetChannelStatusDocument, { id, status }, desk.owner);
  };

  it('shows a flagged number until it is good again, once, and tells clients', async () => {
    await desk.write(ProviderKind.WHATSAPP_CLOUD, one, '77058000001', 'Здравствуйте');
    const name = { display_phone_number: '+1 555-010-0111' };
    const after = await desk.syncCursor();
    const stream = collect(desk.server.connect(desk.owner), StreamDocument, { after });
    const flagged = { ...name, event: 'FLAGGED', current_limit: 'TIER_1K' };
    expect(await tell('phone_number_quality_update', flagged)).toMatchObject({ status: 'PROCESSED' });
    const error = 'Meta flagged the number for the quality of its messages; its limit is TIER_1K.';
    const [first, second] = await standing();
    expect(first).toEqual({ status: 'ACTIVE', state: 'FLAGGED (TIER_1K)', error });
    expect(second?.error).toBeNull();
    expect(await tell('phone_number_quality_update', flagged, seconds)).toMatchObject({
      status: 'DUPLICATE',
    });
    const late = { ...flagged, event: 'UNFLAGGED' };
    expect(await tell('phone_number_quality_update', late, seconds - 50)).toMatchObject({
      status: 'IGNORED',
    });
    expect((await standing())[0]?.error).toBe(error);
    expect(await tell('phone_number_quality_update', late)).toMatchObject({ status: 'PROCESSED' });
    expect((await standing())[0]).toEqual({ status: 'ACTIVE', state: 'UNFLAGGED (TIER_1K)', error: null });
    const updates = () =>
      stream.items.filter(({ events }) => 'type' in events && events.type === 'CHANNEL_UPDATED');
    await waitFor(() => updates().length === 2);
    stream.stop();
  });

  it('stops every number of a disabled account until it is reinstated, but for one that a person paused', async () => {
    await setStatus(ChannelStatus.PAUSED);
    await tell('account_update', { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SCAM' } });
    expect(await tell('account_update', ban('DISABLE'))).toMatchObject({ status: 'PROCESSED' });
    expect(await standing()).toMatchObject([
      { status: 'DISCONNECTED', error: expect.stringMatching(/disabled the business account.*SCAM/) },
      { status: 'PAUSED', error: expect.stringContaining('disabled the business account') },
    ]);
    expect(await tell('account_update', ban('REINSTATE'))).toMatchObject({ status: 'PROCESSED' });
    expect(await standing()).toMatchObject([{ status: 'ACTIVE', error: null }, { status: 'PAUSED' }]);
    await setStatus(ChannelStatus.ACTIVE);
    expect((await standing())[1]?.error).toBeNull();
  });

  it('leaves the numbers of another business account alone, also when one account has both', async () => {
    // The business account is learned from a webhook of the number; the demo's name one business account.
    await tell('messages', toMessage(one, '77058000011'));
    await tell('messages', toMessage(other, '77058000012'), seconds, '210000000000002');
    expect(await tell('account_review_update', { decision: 'PENDING' })).toMatchObject({
      status: 'PROCESSED',
    });
    const error = 'Meta has not approved the business account yet.';
    expect((await standing()).map(number => number.error)).toEqual([error, null]);
    await tell('account_review_update', { decision: 'APPROVED' });
    expect((await standing()).map(number => number.error)).toEqual([null, null]);
    await tell('messages', toMessage(other, '77058000012'));
  });

  it('keeps a warning of a number that nobody knows for a person', async () => {
    const unknown = { display_phone_number: '15550100999', event: 'FLAGGED' };
    expect(await tell('phone_number_quality_update', unknown)).toMatchObject({
      status: 'QUARANTINED',
      reason: expect.stringContaining('15550100999'),
    });
    expect((await standing()).map(({ error }) => error)).toEqual([null, null]);
  });
});

describe('GREEN_API, beside it', () => {
  it('shows at the number that its phone was unlinked, until a message goes again', async () => {
    const person = '77059000002@c.us';
    const { conversationId } = await desk.write(ProviderKind.GREEN_API, '7107000101', person, 'Ещё раз');
    const health = async () => {
      const { channels } = await desk.server.run(ChannelHealthDocument, {}, desk.owner);
      return channels.nodes.find(node => node.externalId === '7107000101')?.health.error ?? null;
    };
    desk.setFaults('7107000101', [Fault.REFUSED]);
    await desk.answer(conversationId, 'Не уйдёт');
    await waitFor(async () => (await health())?.includes('scan its QR code'));
    desk.setFaults('7107000101', []);
    await desk.answer(conversationId, 'Уйдёт');
    await waitFor(async () => (await health()) === null);
  });

  it('records a message that the vendor sends again, and says so', async () => {
    const person = '77059000001@c.us';
    const { conversationId } = await desk.write(
      ProviderKind.GREEN_API,
      '7107000101',
      person,
      'Здравствуйте, снова',
    );
    desk.setFaults('7107000101', [Fault.PROVIDER_RESEND]);
    const text = 'Дважды не просили';
    const id = await desk.answer(conversationId, text);
    const again = await waitFor(async () => (await desk.messagesWithText(text))[1]);
    desk.setFaults('7107000101', []);
    expect(again).toMatchObject({
      direction: 'OUTBOUND',
      author_kind: 'SYSTEM',
      conversation_id: conversationId,
    });
    const rows = await desk.ledger(again.external_id ?? '?');
    expect(rows[0]?.reason).toContain(`The message ${id} left a second time`);
    expect(rows[0]?.reason).toContain('without a request from here');
  });
});

describe('the simulators, as a person plays with them', () => {
  const demoChannels = async () =>
    (
      await desk.server.app.database.pool.query<{ id: string; kind: ProviderKind; external_id: string }>(
        'select h.id, h.kind, h.external_id from channels h join provider_accounts a on a.id = h.account_id order by h.id',
      )
    ).rows;
  const simulate = async (channelId: string, extra: object) =>
    (
      await desk.server.run(
        SimulateInboundDocument,
        { channelId, from: `+7706${String(2_000_000 + ++people)}`, text: `Слова ${++people}`, ...extra },
        desk.owner,
      )
    ).simulateInbound.event;

  /** The message of a ledger entry; if the vendor is asked for the number first, it appears a moment later. */
  const messageOf = (event: { readonly id: string } | null | undefined) =>
    waitFor(
      async () =>
        (
          await desk.server.app.database.pool.query<{ id: string; conversation_id: string }>(
            'select m.* from messages m join webhook_events w on w.message_id = m.id where w.id = $1',
            [event?.id],
          )
        ).rows[0],
    );

  it('have faults of one number, also of the one that is called default, and of no other', async () => {
    const all = await demoChannels();
    const faulty = all.find(({ external_id }) => external_id === 'default');
    const setFaults = (faults: Fault[]) =>
      desk.server.run(SetSimulatorBehaviourDocument, { channelId: faulty?.id ?? '', faults }, desk.owner);
    await setFaults([Fault.REFUSED]);
    const ends: [string, string][] = [];
    for (const { id, external_id } of all) {
      const { conversation_id } = await messageOf(await simulate(id, {}));
      const reply = await desk.answer(conversation_id, `Ответ ${++people}`);
      const status = await waitFor(async () => {
        const now = (await desk.message(reply)).status;
        return ['QUEUED', 'SENDING'].includes(now) ? null : now;
      });
      ends.push([external_id, status === 'FAILED' ? 'FAILED' : 'SENT']);
    }
    expect(ends).toEqual(
      all.map(({ external_id }) => [external_id, external_id === 'default' ? 'FAILED' : 'SENT']),
    );
    await setFaults([]);
  });

  it('answer the ledger entry of what they posted, also of a shape that nobody knows', async () => {
    for (const { id, external_id } of await demoChannels()) {
      const known = await simulate(id, {});
      expect(await messageOf(known)).toMatchObject({ id: expect.any(String) });
      const unknown = await simulate(id, { faults: [Fault.UNKNOWN_SHAPE] });
      expect({ external_id, unknown }).toMatchObject({ unknown: { status: 'IGNORED', message: null } });
      const again = await simulate(id, { faults: [Fault.UNKNOWN_SHAPE] });
      expect(again?.id).not.toBe(unknown?.id);
    }
  });

  it('send a file on every number whose provider has files, and say so where it has none', async () => {
    for (const { id, kind, external_id } of await demoChannels()) {
      const { data, errors } = await desk.server.ask(
        SimulateInboundFileDocument,
        { channelId: id, from: `+7706${String(2_000_000 + ++people)}`, text: 'Фото', file: 'PICTURE' },
        desk.owner,
      );
      if (getProvider(kind).mediaLimits(external_id) === null) {
        expect({ external_id, code: errors?.[0]?.extensions.code }).toEqual({
          external_id,
          code: 'CHANNEL_CANNOT',
        });
        continue;
      }
      const { rows } = await desk.server.app.database.pool.query(
        'select mime_type from attachments where message_id = $1',
        [(await messageOf(data.simulateInbound.event)).id],
      );
      expect({ external_id, rows }).toEqual({ external_id, rows: [{ mime_type: 'image/png' }] });
    }
  });
});

describe('a number that a person pauses', () => {
  it('holds what is queued, shows it in the outbox, refuses new replies, and sends the rest when it is ACTIVE', async () => {
    const channel = '7107000101';
    const words = ['Сначала', 'Потом'].map(word => `${word} ${++people}`);
    const { conversationId, channelId } = await desk.write(
      ProviderKind.GREEN_API,
      channel,
      `7706${String(1_000_000 + ++people)}@c.us`,
      `Здравствуйте ${people}`,
    );
    desk.setFaults(channel, [Fault.RATE_LIMIT]);
    const [first = '', second = ''] = [
      await desk.answer(conversationId, words[0] ?? ''),
      await desk.answer(conversationId, words[1] ?? ''),
    ];
    const entries = async () =>
      (await desk.server.run(OutboxDocument, {}, desk.owner)).outbox.nodes.filter(({ message }) =>
        words.includes(message.text ?? ''),
      );
    await waitFor(async () =>
      (await entries()).some(entry => entry.attempts.length > 0 && entry.nextAttemptAt),
    );
    expect((await entries()).map(entry => entry.heldReason)).toEqual([null, null]);
    const setStatus = (status: ChannelStatus) =>
      desk.server.run(SetChannelStatusDocument, { id: channelId, status }, desk.owner);
    await setStatus(ChannelStatus.PAUSED);
    const held = { status: 'QUEUED', heldReason: 'PAUSED', nextAttemptAt: null };
    // An attempt that had begun ends first.
    await waitFor(async () => {
      expect(await entries()).toMatchObject([held, held]);
      return true;
    });
    const refused = await desk.server.ask(
      SendReplyDocument,
      { input: { conversationId, text: 'Ещё' } },
      desk.owner,
    );
    expect(refused.errors?.[0]?.extensions.code).toBe('CHANNEL_NOT_ACTIVE');
    desk.setFaults(channel, []);
    await desk.server.app.database.pool.query(
      "update graphile_worker._private_jobs set run_at = now() where key = 'send:' || $1",
      [first],
    );
    const jobsOf = async () =>
      (
        await desk.server.app.database.pool.query(
          "select from graphile_worker.jobs where key in ('send:' || $1, 'send:' || $2)",
          [first, second],
        )
      ).rows.length;
    await waitFor(async () => (await jobsOf()) === 0);
    expect(words.flatMap(word => desk.deliveries(word))).toEqual([]);
    await setStatus(ChannelStatus.ACTIVE);
    await waitFor(async () => (await desk.message(second)).status === 'READ', { timeoutMs: 15_000 });
    expect(words.map(word => desk.deliveries(word).length)).toEqual([1, 1]);
    const { history } = await desk.message(first);
    expect(history.slice(0, 4)).toEqual(['QUEUED', 'SENDING', 'QUEUED', 'SENDING']);
  });
});

describe('a person who writes STOP by SMS', () => {
  const sms = '+14155550167';
  const person = async (phone: string) => {
    const { contact } = await desk.server.run(PersonDocument, { phone }, desk.owner);
    return contact;
  };
  const reply = (conversationId: string, text: string) =>
    desk.server.ask(SendReplyDocument, { input: { conversationId, text } }, desk.owner);
  const say = (phone: string, text: string) => desk.inbound(ProviderKind.TWILIO_MESSAGING, sms, phone, text);

  it.each(['STOP', ' stop. ', 'Стоп', 'тоқта!'])(
    'with %j gets nothing more, whoever sends, until they write START',
    async stop => {
      const phone = `+7705${String(1_000_000 + ++people)}`;
      const { conversationId, channelId } = await desk.write(
        ProviderKind.TWILIO_MESSAGING,
        sms,
        phone,
        `Hi ${phone}`,
      );
      await say(phone, stop);
      const [identity] = (await person(phone))?.identities ?? [];
      expect(identity).toMatchObject({ optedOutAt: expect.anything(), optedOutReason: 'STOP' });
      const refused = await reply(conversationId, `Too late ${phone}`);
      expect(refused.errors).toMatchObject([{ extensions: { code: 'RECIPIENT_OPTED_OUT' } }]);
      const first = { channelId, phone, text: 'Again', key: `opt-out-${phone}` };
      const started = await desk.server.ask(StartConversationDocument, first, desk.owner);
      expect(started.errors).toMatchObject([{ extensions: { code: 'RECIPIENT_OPTED_OUT' } }]);
      await say(phone, `Do not stop ${phone}`);
      expect((await person(phone))?.identities[0]?.optedOutAt).not.toBeNull();
      await say(phone, 'Start');
      expect((await person(phone))?.identities[0]).toMatchObject({ optedOutAt: null, optedOutReason: null });
      expect((await reply(conversationId, `Welcome back ${phone}`)).errors).toBeUndefined();
    },
  );

  it('is told of by what Twilio says of their words, whatever these are', async () => {
    const phone = `+7705${String(1_000_000 + ++people)}`;
    const says = async (Body: string, OptOutType: string) => {
      const fields = {
        ...{
          AccountSid: 'AC4c122831efef10ac68b5223dccd6f614',
          MessageSid: `SM${uuidV7().replaceAll('-', '')}`,
        },
        ...{ From: phone, To: sms, NumMedia: '0', Body, OptOutType },
      };
      const form = new URLSearchParams(fields).toString();
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await desk.server.post('/api/twilio/messaging/webhook?key=demo', form, type)).status).toBe(200);
      return (await person(phone))?.identities[0]?.optedOutAt ?? null;
    };
    expect(await says('Stop', 'HELP')).toBeNull();
    expect(await says('Хватит', 'STOP')).not.toBeNull();
    expect(await says('START', 'HELP')).not.toBeNull();
    expect(await says('Хочу снова', 'START')).toBeNull();
  });

  it('is told of by the provider’s refusal as well, and a colleague clears it with a reason', async () => {
    const phone = `+7705${String(1_000_000 + ++people)}`;
    const { conversationId } = await desk.write(ProviderKind.TWILIO_MESSAGING, sms, phone, `Hi ${phone}`);
    desk.setFaults(sms, [Fault.REFUSED]);
    const id = await desk.answer(conversationId, `Refused ${phone}`);
    await waitFor(async () => (await desk.message(id)).status === 'FAILED');
    desk.setFaults(sms, []);
    const [identity] = (await person(phone))?.identities ?? [];
    expect(identity?.optedOutReason).toContain('21610');
    expect((await reply(conversationId, `Again ${phone}`)).errors).toMatchObject([
      { extensions: { code: 'RECIPIENT_OPTED_OUT' } },
    ]);
    const input = { identityId: identity?.id ?? '', reason: 'Agreed on the phone' };
    const { clearOptOut } = await desk.server.run(ClearOptOutDocument, { input }, desk.owner);
    expect(clearOptOut.contact?.identities).toMatchObject([{ optedOutAt: null }]);
    const bodies = (await person(phone))?.leads.nodes[0]?.notes.nodes.map(note => note.body);
    expect(bodies).toContain('Opt-out cleared: Agreed on the phone');
    expect((await reply(conversationId, `Welcome back ${phone}`)).errors).toBeUndefined();
    const again = await desk.server.ask(ClearOptOutDocument, { input }, desk.owner);
    expect(again.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  });

  it('does not get what was queued before', async () => {
    const phone = `+7705${String(1_000_000 + ++people)}`;
    const { conversationId } = await desk.write(ProviderKind.TWILIO_MESSAGING, sms, phone, `Hi ${phone}`);
    desk.setFaults(sms, [Fault.RATE_LIMIT]);
    const text = `Waiting ${phone}`;
    const id = await desk.answer(conversationId, text);
    await waitFor(async () => (await desk.message(id)).history.length > 2);
    await say(phone, 'STOP');
    desk.setFaults(sms, []);
    await waitFor(async () => (await desk.message(id)).status === 'FAILED');
    expect((await desk.message(id)).failure).toMatchObject({ providerCode: 'RECIPIENT_OPTED_OUT' });
    expect(desk.deliveries(text)).toEqual([]);
  });
});

it('took a position of the event log with every change that stored answers show', async () => {
  expect(await readUnloggedChanges(desk.server.databaseUrl)).toEqual([]);
});

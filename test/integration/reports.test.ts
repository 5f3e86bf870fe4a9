/** Provider reports in PostgreSQL: statuses, echoes and channel states, each with exactly one effect. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import type {
  ChannelStateReport,
  InboundEvent,
  OutboundEcho,
  StatusReport,
} from '../../src/domain/inbound-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ChannelStatus, MessageKind } from '../../src/domain/vocabulary.js';
import { database, fixture, ingest, newIngest, rows, setUpIngest } from '../support/ingest-setup.js';

const person = '77010000021@s.whatsapp.net';
let alerts: string[] = [];
const setup = { alert: (message: string) => alerts.push(message) };

setUpIngest(setup);
beforeEach(() => {
  alerts = [];
});

const acceptEvent = async (event: InboundEvent, through = ingest) =>
  through.accept({ ...(await fixture.item({})), ledgerId: uuidV7(), event });
const base = { channelExternalId: 'instance_xxx', eventType: 'x', externalEventId: null };
const status = (messageKey: string, to: MessageStatus, more: Partial<StatusReport> = {}): StatusReport => ({
  ...base,
  ...{ type: 'status', messageKey, correlationId: null, status: to, at: new Date('2026-06-01T08:00:00Z') },
  failure: to === MessageStatus.FAILED ? { providerCode: '131026', message: 'Cannot be delivered.' } : null,
  ...more,
});
const echo = (messageKey: string, more: Partial<OutboundEcho> = {}): OutboundEcho => ({
  ...base,
  ...{ type: 'echo', to: person, kind: MessageKind.TEXT, text: 'Ответ', attachments: [], messageKey },
  ...{ sentAt: new Date('2026-06-01T08:00:00Z'), correlationId: null, isFromApi: false },
  ...more,
});
const state = (word: string, to: ChannelStatus | null, at: string): ChannelStateReport => ({
  ...base,
  ...{ type: 'channel-state', status: to, state: word, at: new Date(at) },
});
const { SENT, DELIVERED, READ, FAILED } = MessageStatus;

/** A sent message, as the outbox stores it. */
async function own(messageStatus: string, externalId: string | null, text = 'Ответ'): Promise<string> {
  const { conversationId } = await acceptEvent({
    ...base,
    ...{
      type: 'message',
      from: person,
      senderName: null,
      kind: MessageKind.TEXT,
      text: 'Вопрос',
      attachments: [],
    },
    ...{ messageKey: uuidV7(), sentAt: null, replyToExternalId: null },
  });
  const id = uuidV7();
  await database.pool.query(
    `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, external_id, has_attachments, sent_at, created_at)
     values ($1, $2, $3, $4, 'OUTBOUND', 'TEXT', $5, 'AI', $6, $7, false, now(), now())`,
    [id, fixture.tenantId, conversationId, fixture.channelIds.instance_xxx, text, messageStatus, externalId],
  );
  return id;
}
const statusOf = async (id: string) =>
  (await rows('select status from messages where tenant_id = $1 and id = $2', id))[0].status;
const eventKinds = async () =>
  (await rows('select kind from domain_events where tenant_id = $1 order by position')).map(row => row.kind);

describe('statuses', () => {
  const permutations = (list: MessageStatus[]): MessageStatus[][] =>
    list.length < 2
      ? [list]
      : list.flatMap((one, at) => permutations(list.toSpliced(at, 1)).map(rest => [one, ...rest]));

  it('end in the same state in every order of sent, delivered, read and failed', async () => {
    for (const order of permutations([SENT, DELIVERED, READ, FAILED])) {
      const id = await own('SENT', uuidV7());
      const [{ external_id: key }] = await rows(
        'select external_id from messages where tenant_id = $1 and id = $2',
        id,
      );
      for (const to of order) await acceptEvent(status(key, to));
      expect(await statusOf(id)).toBe('READ');
    }
  });

  it('that are known would change nothing when they are processed again, and a dry run says so', async () => {
    const id = await own('SENT', 'known');
    const would = async (to: MessageStatus) =>
      ingest.wouldHaveEffect({ ...(await fixture.item({})), ledgerId: uuidV7(), event: status('known', to) });
    expect(await would(DELIVERED)).toBe(true);
    expect(await statusOf(id)).toBe('SENT');
    await acceptEvent(status('known', DELIVERED));
    expect(await would(DELIVERED)).toBe(false);
    expect(await would(READ)).toBe(true);
    expect(await statusOf(id)).toBe('DELIVERED');
  });

  it('wait for their message, and are applied when its id is learned', async () => {
    const id = await own('SENDING', null);
    expect(await acceptEvent(status('wamid.later', SENT))).toMatchObject({
      status: 'PROCESSED',
      messageId: null,
      reason: expect.stringContaining('waits'),
    });
    expect(await statusOf(id)).toBe('SENDING');
    expect(await acceptEvent(status('wamid.later', DELIVERED, { correlationId: id }))).toMatchObject({
      messageId: id,
    });
    expect(await statusOf(id)).toBe('DELIVERED');
    const history = await rows(
      'select status, message_id from message_status_changes where tenant_id = $1 and external_id = $2',
      'wamid.later',
    );
    expect(history.map(row => row.message_id)).toEqual([id, id]);
  });

  it('told fifty times at once over two processes are one change, one event, fifty ledger rows', async () => {
    const id = await own('SENT', 'many');
    const other = newIngest(setup);
    const results = await Promise.all(
      [...Array(50).keys()].map(n => acceptEvent(status('many', READ), n % 2 ? ingest : other)),
    );
    expect(results.filter(result => result.status === 'PROCESSED')).toHaveLength(1);
    expect(results.filter(result => result.status === 'DUPLICATE')).toHaveLength(49);
    expect(await statusOf(id)).toBe('READ');
    expect((await eventKinds()).filter(kind => kind === 'MESSAGE_UPDATED')).toHaveLength(1);
    expect(
      await rows('select 1 from message_status_changes where tenant_id = $1 and message_id = $2', id),
    ).toHaveLength(1);
    expect(
      (await rows('select 1 from webhook_events where tenant_id = $1 and message_id = $2', id)).length,
    ).toBe(50);
  });

  it('of many messages at once, in any order, settle them all', async () => {
    const ids = await Promise.all([...Array(12).keys()].map(n => own('SENT', `m${n}`, `Ответ ${n}`)));
    const told = [READ, SENT, DELIVERED].flatMap(to => ids.map((_, n) => status(`m${11 - n}`, to)));
    await Promise.all(told.map(report => acceptEvent(report)));
    expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => 'READ'));
    const positions = (
      await rows('select position from domain_events where tenant_id = $1 order by position')
    ).map(row => row.position);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  it('on another number’s channel touch nothing', async () => {
    const id = await own('SENT', 'same-id');
    await acceptEvent(status('same-id', READ, { channelExternalId: 'instance_yyy', correlationId: id }));
    expect(await statusOf(id)).toBe('SENT');
  });
});

describe('an echo', () => {
  it('of a person at the phone is an outbound message, once, and takes the conversation over', async () => {
    await own('SENT', 'before');
    await database.pool.query("update conversations set handoff = 'AI_ACTIVE' where tenant_id = $1", [
      fixture.tenantId,
    ]);
    await database.pool.query("update conversations set status = 'PENDING' where tenant_id = $1", [
      fixture.tenantId,
    ]);
    const results = await Promise.all(
      [...Array(10).keys()].map(() => acceptEvent(echo('typed', { text: 'Перезвоню' }))),
    );
    expect(results.map(result => result.status).sort()).toEqual([...Array(9).fill('DUPLICATE'), 'PROCESSED']);
    const [message, ...more] = await rows(
      "select * from messages where tenant_id = $1 and text = 'Перезвоню'",
    );
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      direction: 'OUTBOUND',
      author_kind: 'USER',
      author_user_id: null,
      status: 'SENT',
      external_id: 'typed',
    });
    const [conversation] = await rows('select * from conversations where tenant_id = $1');
    expect(conversation).toMatchObject({
      status: 'PENDING',
      handoff: 'HUMAN_ACTIVE',
      last_message_id: message.id,
      unread_count: 1,
    });
    expect(alerts).toEqual([]);
  });

  it('to a person nobody knows makes the conversation, without a note in the person’s name', async () => {
    await acceptEvent(echo('first', { to: '77019990000@c.us' }));
    expect(await eventKinds()).toEqual(['LEAD_ADDED', 'CONVERSATION_ADDED', 'MESSAGE_ADDED']);
    expect(await rows('select 1 from notes where tenant_id = $1')).toEqual([]);
    const [conversation] = await rows('select * from conversations where tenant_id = $1');
    expect(conversation).toMatchObject({
      address: '77019990000@c.us',
      unread_count: 0,
      last_inbound_at: null,
    });
  });

  it('takes the statuses that came before it', async () => {
    await own('SENT', 'before');
    await acceptEvent(status('early', DELIVERED));
    const { messageId } = await acceptEvent(echo('early', { text: 'Раньше' }));
    expect(await statusOf(messageId ?? '')).toBe('DELIVERED');
  });

  it.each(['UNKNOWN', 'SENDING'])(
    'of a send that is %s settles it by its words, and gives it its id',
    async before => {
      const id = await own(before, null, ' Дошло? ');
      expect(await acceptEvent(echo('E1', { text: 'Дошло?', isFromApi: true }))).toMatchObject({
        status: 'PROCESSED',
        messageId: id,
      });
      const [message] = await rows('select * from messages where tenant_id = $1 and id = $2', id);
      expect(message).toMatchObject({ status: 'SENT', external_id: 'E1' });
      expect(await acceptEvent(echo('E1', { text: 'Дошло?', isFromApi: true }))).toMatchObject({
        status: 'DUPLICATE',
      });
      expect(
        await rows("select 1 from messages where tenant_id = $1 and direction = 'OUTBOUND'"),
      ).toHaveLength(1);
    },
  );

  const accepted = async (text: string, minutesAgo: number) => {
    const id = await own('SENT', null, text);
    await database.pool.query(
      `insert into send_attempts (id, tenant_id, message_id, number, started_at, finished_at, outcome)
       select $3, $1, $2, 1, t.at, t.at, 'ACCEPTED' from (select now() - $4::int * interval '1 minute' as at) t`,
      [fixture.tenantId, id, uuidV7(), minutesAgo],
    );
    return id;
  };
  const outbound = () =>
    rows("select id, external_id from messages where tenant_id = $1 and direction = 'OUTBOUND' order by id");

  it('of a send that was taken without an id gives it the id, and is no second message', async () => {
    const id = await accepted('Цена 5000', 1);
    const result = await acceptEvent(echo('C1', { text: 'Цена 5000', isFromApi: null, sentAt: new Date() }));
    expect(result).toMatchObject({ messageId: id });
    expect(await outbound()).toEqual([{ id, external_id: 'C1' }]);
  });

  it('of the same words long after a send without an id is what somebody typed', async () => {
    const id = await accepted('Здравствуйте', 60);
    const { messageId } = await acceptEvent(
      echo('C2', { text: 'Здравствуйте', isFromApi: null, sentAt: new Date() }),
    );
    expect(await outbound()).toEqual([
      { id, external_id: null },
      { id: messageId, external_id: 'C2' },
    ]);
  });

  it('is joined by our own id where the vendor returns it', async () => {
    const id = await own('UNKNOWN', null);
    expect(
      await acceptEvent(echo('E2', { text: 'иначе', correlationId: id, isFromApi: true })),
    ).toMatchObject({
      messageId: id,
    });
    expect(await statusOf(id)).toBe('SENT');
  });

  it('under another address of the same person settles a send whose answer was lost', async () => {
    const lid = '123456789012345@lid';
    const id = await own('UNKNOWN', null);
    await acceptEvent(echo('before', { to: lid, isFromApi: true }));
    expect(await statusOf(id)).toBe('UNKNOWN');
    await acceptEvent({ ...base, type: 'same-person', addresses: [person, lid] });
    const result = await acceptEvent(echo('after', { to: lid, isFromApi: true }));
    expect(result).toMatchObject({ status: 'PROCESSED', messageId: id });
    expect(await statusOf(id)).toBe('SENT');
  });

  it('typed by a person is never taken for a send of ours with the same words', async () => {
    const id = await own('UNKNOWN', null, 'Да');
    const { messageId } = await acceptEvent(echo('E3', { text: 'Да', isFromApi: false }));
    expect(messageId).not.toBe(id);
    expect(await statusOf(id)).toBe('UNKNOWN');
  });

  it('of a message that was sent again, and nobody asked for it, is recorded and raises an alert', async () => {
    const id = await own('READ', 'E4');
    const result = await acceptEvent(echo('E5', { isFromApi: true }));
    expect(result).toMatchObject({
      status: 'PROCESSED',
      reason: expect.stringContaining(`The message ${id} left a second time`),
    });
    expect(alerts).toEqual([expect.stringContaining('without a request from here')]);
    expect(await rows("select 1 from messages where tenant_id = $1 and text = 'Ответ'")).toHaveLength(2);
    await acceptEvent(echo('E5', { isFromApi: true }));
    expect(alerts).toHaveLength(1);
  });

  it('of an attempt whose outcome was unknown is recorded without an alert', async () => {
    const id = await own('READ', 'E6');
    await database.pool.query(
      "insert into send_attempts (id, tenant_id, message_id, number, started_at, outcome) values ($1, $2, $3, 1, now(), 'UNKNOWN')",
      [uuidV7(), fixture.tenantId, id],
    );
    expect(await acceptEvent(echo('E7', { isFromApi: true }))).toMatchObject({
      reason: expect.stringContaining('unknown'),
    });
    expect(alerts).toEqual([]);
  });

  it('to a group is kept without an effect', async () => {
    expect(await acceptEvent(echo('G', { to: '120363000000000101@g.us' }))).toMatchObject({
      status: 'IGNORED',
    });
  });
});

describe('the state of a number', () => {
  const channel = async () =>
    (await rows('select * from channels where tenant_id = $1 and external_id = $2', 'instance_xxx'))[0];

  it('sets its status and health, tells subscribers once, and is not undone by an older report', async () => {
    await acceptEvent(state('notAuthorized', ChannelStatus.AUTH_REQUIRED, '2026-06-01T08:00:00Z'));
    expect(await channel()).toMatchObject({ status: 'AUTH_REQUIRED', provider_state: 'notAuthorized' });
    expect(
      await acceptEvent(state('notAuthorized', ChannelStatus.AUTH_REQUIRED, '2026-06-01T08:00:00Z')),
    ).toMatchObject({ status: 'DUPLICATE' });
    expect(
      await acceptEvent(state('authorized', ChannelStatus.ACTIVE, '2026-06-01T07:00:00Z')),
    ).toMatchObject({
      status: 'IGNORED',
    });
    expect(await channel()).toMatchObject({ status: 'AUTH_REQUIRED' });
    await acceptEvent(state('authorized', ChannelStatus.ACTIVE, '2026-06-01T09:00:00Z'));
    expect(await channel()).toMatchObject({ status: 'ACTIVE', provider_state: 'authorized' });
    const events = await rows(
      "select changed from domain_events where tenant_id = $1 and kind = 'CHANNEL_UPDATED' order by position",
    );
    expect(events.map(row => row.changed)).toEqual([
      ['status', 'health'],
      ['status', 'health'],
    ]);
  });

  it('leaves a number paused that a person paused, and its status when the word says nothing about it', async () => {
    await acceptEvent(state('quotaExceeded', null, '2026-06-01T08:00:00Z'));
    expect(await channel()).toMatchObject({ status: 'ACTIVE', provider_state: 'quotaExceeded' });
    await database.pool.query("update channels set status = 'PAUSED' where tenant_id = $1", [
      fixture.tenantId,
    ]);
    await acceptEvent(state('authorized', ChannelStatus.ACTIVE, '2026-06-01T09:00:00Z'));
    expect(await channel()).toMatchObject({ status: 'PAUSED', provider_state: 'authorized' });
  });
});

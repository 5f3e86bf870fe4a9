import { describe, expect, it } from '@jest/globals';
import type { InboundMessage } from '../../src/domain/inbound-event.js';
import { toReplyWindow } from '../../src/domain/reply-window.js';
import { MessageKind } from '../../src/domain/vocabulary.js';
import {
  database,
  eventsAfter,
  fixture,
  ingest,
  newIngest,
  position,
  rows,
  setUpIngest,
} from '../support/ingest-setup.js';
import { waitFor } from '../support/wait-for.js';

setUpIngest();

const count = async (sql: string): Promise<number> =>
  Number(
    (await database.pool.query(`select count(*) from ${sql} and tenant_id = $1`, [fixture.tenantId])).rows[0]
      .count,
  );
const eventKinds = async () => (await eventsAfter(0)).map(row => row.kind);

describe('a message of an unknown person', () => {
  it('makes contact, lead, conversation, message, note and events in one go', async () => {
    const result = await ingest.accept(await fixture.item({ messageKey: 'A1', text: 'Есть ламинат?' }));

    expect(result).toMatchObject({
      status: 'PROCESSED',
      channelId: fixture.channelIds.instance_xxx,
      isNewContact: true,
    });
    expect(await eventKinds()).toEqual(['LEAD_ADDED', 'CONVERSATION_ADDED', 'MESSAGE_ADDED', 'NOTE_ADDED']);
    const [conversation] = await rows('select * from conversations where tenant_id = $1');
    expect(conversation).toMatchObject({
      unread_count: 1,
      last_message_id: result.messageId,
      topic_source: 'RULE',
      address: '77010000021@s.whatsapp.net',
    });
    const [lead] = await rows('select * from leads where tenant_id = $1');
    expect(lead).toMatchObject({
      channel_id: fixture.channelIds.instance_xxx,
      phone: '+77010000021',
      source: 'CHATFLOW',
      name: 'Айгерим',
    });
    expect(lead.topic_id).toBe(conversation.topic_id);
    const [note] = await rows('select * from notes where tenant_id = $1');
    expect(note).toMatchObject({ lead_id: lead.id, source_message_id: result.messageId, own_body: null });
  });

  it('is one contact, one lead and one conversation for twenty first messages at once', async () => {
    const items = await Promise.all([...Array(20).keys()].map(n => fixture.item({ messageKey: `B${n}` })));
    await Promise.all(items.map(item => ingest.accept(item)));
    expect(await count('contacts where true')).toBe(1);
    expect(await count('leads where true')).toBe(1);
    expect(await count('conversations where true')).toBe(1);
    expect(await count('messages where true')).toBe(20);
    expect((await rows('select unread_count from conversations where tenant_id = $1'))[0].unread_count).toBe(
      20,
    );
    const positions = (
      await rows('select position from domain_events where tenant_id = $1 order by position')
    ).map(row => row.position);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
  });

  it('who writes to a second number has a second conversation and the same lead', async () => {
    await ingest.accept(await fixture.item({ messageKey: 'C1' }));
    await ingest.accept(await fixture.item({ messageKey: 'C2', channelExternalId: 'instance_yyy' }));
    expect(await count('contacts where true')).toBe(1);
    expect(await count('leads where true')).toBe(1);
    expect(await count('conversations where true')).toBe(2);
  });

  it('with an @lid address has no phone', async () => {
    await ingest.accept(await fixture.item({ messageKey: 'L1', from: '123456789012345@lid' }));
    expect((await rows('select phone, match_key from contacts where tenant_id = $1'))[0]).toEqual({
      phone: null,
      match_key: 'lid:123456789012345',
    });
  });
});

describe('the same message', () => {
  it('fifty times over two ingests is one message and one event, every time acknowledged', async () => {
    const other = newIngest();
    const items = await Promise.all([...Array(50).keys()].map(() => fixture.item({ messageKey: 'SAME' })));
    const results = await Promise.all(items.map((item, index) => (index % 2 ? ingest : other).accept(item)));
    expect(results.filter(result => result.status === 'PROCESSED')).toHaveLength(1);
    expect(results.filter(result => result.status === 'DUPLICATE')).toHaveLength(49);
    expect(await count('messages where true')).toBe(1);
    expect(await count("domain_events where kind = 'MESSAGE_ADDED'")).toBe(1);
    expect(await count('webhook_events where true')).toBe(50);
    expect((await rows('select unread_count from conversations where tenant_id = $1'))[0].unread_count).toBe(
      1,
    );
  });
});

describe('what has no effect', () => {
  it('is quarantined when its number is unknown, with the reason', async () => {
    const result = await ingest.accept(await fixture.item({ messageKey: 'Q1', channelExternalId: 'nobody' }));
    expect(result).toMatchObject({ status: 'QUARANTINED', channelId: null });
    expect(result.reason).toContain('"nobody"');
    expect(await count('messages where true')).toBe(0);
    expect(await count("webhook_events where status = 'QUARANTINED'")).toBe(1);
  });

  it('goes to the default channel only when it names no number', async () => {
    const result = await ingest.accept(await fixture.item({ messageKey: 'D1', channelExternalId: null }));
    expect(result.channelId).toBe(fixture.channelIds.default);
  });

  it('is kept as FAILED and acknowledged when the database refuses it, and harms no neighbour', async () => {
    const good = await fixture.item({ messageKey: 'G1' });
    const poison = await fixture.item({ messageKey: 'P1' });
    const broken = { ...poison, event: { ...poison.event, kind: 'x\u0000y' } } as never;
    const results = await Promise.all([ingest.accept(good), ingest.accept(broken)]);
    expect(results.map(result => result.status)).toEqual(['PROCESSED', 'FAILED']);
    expect(await count('messages where true')).toBe(1);
  });
});

it('keeps an attachment with its message', async () => {
  const { messageId } = await ingest.accept(
    await fixture.item({
      messageKey: 'M1',
      attachments: [
        {
          mimeType: 'audio/ogg',
          fileName: null,
          sizeBytes: 18_211,
          url: 'https://a.example/x.ogg',
          isVoice: true,
          durationSeconds: 7,
        },
      ],
    }),
  );
  expect((await rows('select * from attachments where tenant_id = $1'))[0]).toMatchObject({
    message_id: messageId,
    is_voice: true,
    size_bytes: 18_211,
  });
});

describe('when a person last wrote', () => {
  const now = Date.now();
  const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000);
  const accept = async (...messages: Parameters<typeof fixture.item>[0][]) => {
    const items = await Promise.all(messages.map(message => fixture.item(message)));
    await Promise.all(items.map(item => ingest.accept(item)));
  };
  const lastInboundAt = async (): Promise<Date | null> =>
    (await rows('select last_inbound_at from conversations where tenant_id = $1'))[0].last_inbound_at;

  it('is told by the provider’s clock: a message that comes 30 hours late opens no reply window', async () => {
    const sentAt = hoursAgo(30);
    await accept({ messageKey: 'L1', sentAt });
    expect(await lastInboundAt()).toEqual(sentAt);
    expect(toReplyWindow(24, await lastInboundAt())).toMatchObject({ open: false, freeFormAllowed: false });
  });

  it('never moves back for what comes late, alone or in a batch', async () => {
    const newest = hoursAgo(1);
    await accept({ messageKey: 'B1', sentAt: newest });
    await accept({ messageKey: 'B2', sentAt: hoursAgo(26) });
    expect(await lastInboundAt()).toEqual(newest);
    await accept(...[3, 4, 5].map(n => ({ messageKey: `B${n}`, sentAt: hoursAgo(n) })));
    expect(await lastInboundAt()).toEqual(newest);
  });

  it('moves on with the newest of a batch', async () => {
    await accept({ messageKey: 'N0', sentAt: hoursAgo(9) });
    await accept(...[4, 2, 3].map(n => ({ messageKey: `N${n}`, sentAt: hoursAgo(n) })));
    expect(await lastInboundAt()).toEqual(hoursAgo(2));
  });

  it('is our own clock’s where the provider tells no time', async () => {
    await accept({ messageKey: 'T1', sentAt: null });
    expect(toReplyWindow(24, await lastInboundAt()).open).toBe(true);
  });

  it.each([
    ['a notice of the messenger', { kind: MessageKind.SYSTEM }],
    ['a reaction', { kind: MessageKind.REACTION, text: '👍' }],
    ['what may be a notice', { kind: MessageKind.UNSUPPORTED, text: null, isNotice: true }],
  ])('is not moved by %s, alone or in a batch', async (_what, message) => {
    await accept({ messageKey: 'S1', sentAt: hoursAgo(1), ...message });
    expect(await lastInboundAt()).toBeNull();
    await accept({ messageKey: 'S2', sentAt: hoursAgo(30) });
    await accept(...[2, 1].map(n => ({ messageKey: `S${n}-${n}`, sentAt: hoursAgo(n), ...message })));
    expect(await lastInboundAt()).toEqual(hoursAgo(30));
    await accept({ messageKey: 'S4', sentAt: hoursAgo(1), ...message });
    expect(await lastInboundAt()).toEqual(hoursAgo(30));
  });

  it('is moved by something that a person sent and nobody can show', async () => {
    await accept({ messageKey: 'U1', sentAt: hoursAgo(1), kind: MessageKind.UNSUPPORTED, text: null });
    expect(await lastInboundAt()).toEqual(hoursAgo(1));
  });
});

it.each(['RESOLVED', 'PENDING', 'SNOOZED'])(
  'a conversation that is %s opens when the person writes, alone or in a batch',
  async status => {
    const accept = (...messages: Parameters<typeof fixture.item>[0][]) =>
      Promise.all(messages.map(async message => ingest.accept(await fixture.item(message))));
    await accept({ messageKey: 'R1' });
    const setAside = () =>
      database.pool.query(
        `update conversations set status = $2, snoozed_until = case when $2 = 'SNOOZED' then now() + interval '1 day' end
          where tenant_id = $1`,
        [fixture.tenantId, status],
      );
    const state = async () =>
      (await rows('select status, snoozed_until from conversations where tenant_id = $1'))[0];
    await setAside();
    await accept({ messageKey: 'R2' });
    expect(await state()).toEqual({ status: 'OPEN', snoozed_until: null });
    await setAside();
    await accept({ messageKey: 'R3', text: 'Ламинат' }, { messageKey: 'R4' });
    expect(await state()).toEqual({ status: 'OPEN', snoozed_until: null });
  },
);

describe('the name in a copy of a message that is under way in another process', () => {
  /** Stores a message without a name up to its ledger row; then a copy with a name comes. @returns its result */
  const race = async (copy: Partial<InboundMessage>) => {
    const first = await fixture.item({ messageKey: 'N1', senderName: null });
    const holder = await database.pool.connect();
    try {
      // It sleeps: a wait for a lock would be given up.
      await holder.query(`create table held_rows as select '${first.ledgerId}'::uuid as id;
        create function hold_row() returns trigger language plpgsql as $$
        begin
          while exists (select from held_rows where id = new.id) loop perform pg_sleep(0.02); end loop;
          return new;
        end $$;
        create trigger hold_row before insert on webhook_events for each row execute function hold_row()`);
      const waits = async (condition: string) => {
        const { rows: found } = await holder.query(
          `select from pg_stat_activity where datname = current_database() and ${condition}`,
        );
        return found.length > 0;
      };
      const stored = ingest.accept(first);
      await waitFor(() => waits("wait_event = 'PgSleep'"));
      const repeated = newIngest().accept(await fixture.item({ messageKey: 'N1', ...copy }));
      await waitFor(() => waits("wait_event_type = 'Lock'"));
      await holder.query('delete from held_rows');
      expect((await stored).status).toBe('PROCESSED');
      return (await repeated).status;
    } finally {
      await holder.query('drop function if exists hold_row cascade; drop table if exists held_rows');
      holder.release();
    }
  };
  const contact = async () =>
    (await rows('select id, display_name, version from contacts where tenant_id = $1'))[0];

  it('changes nothing, as nothing would tell of it', async () => {
    expect(await race({})).toBe('DUPLICATE');
    expect(await contact()).toMatchObject({ display_name: null, version: 1 });
    expect(await position()).toBe(4);
  });

  it('is taken with an event where the copy tells more addresses, too', async () => {
    expect(await race({ alsoKnownAs: ['99001122334455@lid'] })).toBe('DUPLICATE');
    const { id, ...named } = await contact();
    expect(named).toMatchObject({ display_name: 'Айгерим' });
    expect(await eventsAfter(4)).toContainEqual(
      expect.objectContaining({ kind: 'CONTACT_UPDATED', subject_id: id, changed: ['displayName'] }),
    );
  });
});

it('gives a contact without a name the one in their first message', async () => {
  await database.pool.query(
    `insert into contacts (id, tenant_id, phone, match_key, created_at)
     values (gen_random_uuid(), $1, '+77010000021', 'tel:+77010000021', now())`,
    [fixture.tenantId],
  );
  await ingest.accept(await fixture.item({ messageKey: 'F1' }));
  expect(await rows('select display_name, version from contacts where tenant_id = $1')).toEqual([
    { display_name: 'Айгерим', version: 2 },
  ]);
  await ingest.accept(
    await fixture.item({ messageKey: 'F2', channelExternalId: 'instance_yyy', senderName: 'A' }),
  );
  expect(await rows('select display_name, version from contacts where tenant_id = $1')).toEqual([
    { display_name: 'Айгерим', version: 2 },
  ]);
});

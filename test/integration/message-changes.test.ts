/** Edits, deletions and reactions: late, repeated, in any order, before their message; the inbox is unchanged. */
import { describe, expect, it } from '@jest/globals';
import { Migration20261129MessageChanges } from '../../src/database/migrations/migration-20261129-message-changes.js';
import type { MessageChange, OutboundEcho } from '../../src/domain/inbound-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { AuthorKind, MessageKind } from '../../src/domain/vocabulary.js';
import { maxRevisions } from '../../src/messages/apply-change.js';
import { adoptWaitingChanges } from '../../src/messages/change-report.js';
import { adoptChangesTask, dropWaitingChanges } from '../../src/messages/waiting-changes.js';
import {
  accept,
  database,
  eventsAfter,
  expectDenseLog,
  fixture,
  ingest,
  position,
  restartIngest,
  rows,
  setUpIngest,
} from '../support/ingest-setup.js';

setUpIngest();

/** A minute of the conversation. */
const minute = (n: number) => new Date(Date.parse('2026-06-01T08:00:00Z') + n * 60_000);

type Told = { readonly [Type in MessageChange['type']]: Partial<Extract<MessageChange, { type: Type }>> };
const change = async <Type extends MessageChange['type']>(type: Type, told: Told[Type]) => {
  const item = await fixture.item({ messageKey: uuidV7() });
  const { channelExternalId } = item.event;
  const event = {
    ...{ type, channelExternalId, eventType: type, externalEventId: uuidV7(), messageKey: 'M1' },
    ...{
      author: AuthorKind.CONTACT,
      at: minute(1),
      kind: MessageKind.TEXT,
      text: null,
      emoji: null,
      ...told,
    },
  } as unknown as MessageChange;
  return ingest.accept({ ...item, event });
};
const edit = (text: string, at: Date, more: Told['edit'] = {}) => change('edit', { text, at, ...more });
const react = (emoji: string | null, at: Date, more: Told['reaction'] = {}) =>
  change('reaction', { emoji, at, ...more });
const echo = async (messageKey: string, text: string) => {
  const item = await fixture.item({ messageKey });
  const { channelExternalId } = item.event;
  const event: OutboundEcho = {
    ...{ type: 'echo', channelExternalId, eventType: 'echo', externalEventId: messageKey, messageKey, text },
    ...{ to: '77010000021@s.whatsapp.net', kind: MessageKind.TEXT, attachments: [] },
    ...{ sentAt: minute(0), correlationId: null, isFromApi: false },
  };
  return ingest.accept({ ...item, event });
};

const message = async () => (await rows('select * from messages where tenant_id = $1 order by id'))[0];
const wordings = async () =>
  (
    await rows(
      'select text, replaced_at from message_revisions where tenant_id = $1 order by replaced_at, id',
    )
  ).map(row => [row.text, (row.replaced_at.getTime() - minute(0).getTime()) / 60_000]);
const emojis = async () =>
  (
    await rows(
      'select emoji, direction from message_reactions where tenant_id = $1 and emoji is not null order by direction',
    )
  ).map(row => `${row.direction} ${row.emoji}`);
const waiting = () => rows('select * from waiting_changes where tenant_id = $1');
const inbox = () =>
  rows(
    'select status, unread_count, last_message_id, last_activity_at, last_inbound_at, version from conversations where tenant_id = $1',
  );

describe('an edit', () => {
  it('changes the words of its message and keeps the earlier ones', async () => {
    const { messageId } = await accept({ messageKey: 'M1', text: 'Привт' });
    const start = await position();
    expect(await edit('Привет', minute(1))).toMatchObject({ status: 'PROCESSED', messageId });
    expect(await edit('Привет!', minute(2))).toMatchObject({ status: 'PROCESSED' });
    expect(await message()).toMatchObject({ text: 'Привет!', edited_at: minute(2), version: 3 });
    expect(await wordings()).toEqual([
      ['Привт', 1],
      ['Привет', 2],
    ]);
    expect(await eventsAfter(start)).toMatchObject([
      { kind: 'MESSAGE_UPDATED', message_id: messageId, changed: ['text', 'editedAt', 'revisions'] },
      { kind: 'MESSAGE_UPDATED', message_id: messageId },
    ]);
    await expectDenseLog();
  });

  it('that is told again, or changes nothing of the words, has no effect', async () => {
    await accept({ messageKey: 'M1', text: 'Привет' });
    await edit('Пока', minute(1));
    const start = await position();
    expect((await edit('Пока', minute(1))).status).toBe('DUPLICATE');
    expect((await edit('Пока', minute(5))).status).toBe('DUPLICATE');
    expect(await eventsAfter(start)).toEqual([]);
    expect(await wordings()).toEqual([['Привет', 1]]);
  });

  it('that arrives late takes its place among the earlier wordings, once', async () => {
    await accept({ messageKey: 'M1', text: 'Раз' });
    await edit('Три', minute(3));
    expect((await edit('Два', minute(2))).status).toBe('PROCESSED');
    expect((await edit('Два', minute(2))).status).toBe('DUPLICATE');
    expect(await message()).toMatchObject({ text: 'Три', edited_at: minute(3) });
    expect(await wordings()).toEqual([
      ['Раз', 2],
      ['Два', 3],
    ]);
  });

  it('of the other side’s words is refused', async () => {
    await accept({ messageKey: 'M1', text: 'Раз' });
    const result = await edit('Два', minute(1), { author: AuthorKind.USER });
    expect(result).toMatchObject({ status: 'IGNORED', reason: expect.stringContaining('other side') });
    expect(await message()).toMatchObject({ text: 'Раз', edited_at: null });
  });

  it('by a program that may change both sides is taken', async () => {
    await accept({ messageKey: 'M1', text: 'Раз' });
    await edit('Два', minute(1), { author: AuthorKind.SYSTEM, isOfEitherSide: true });
    expect(await message()).toMatchObject({ text: 'Два' });
  });

  it(`leaves ${maxRevisions} earlier wordings at the most, the newest`, async () => {
    await accept({ messageKey: 'M1', text: 'слово 0' });
    for (let n = 1; n <= maxRevisions + 2; n += 1) await edit(`слово ${n}`, minute(n));
    const kept = await wordings();
    expect(kept).toHaveLength(maxRevisions);
    expect(kept[0]).toEqual(['слово 2', 3]);
    expect(kept.at(-1)).toEqual([`слово ${maxRevisions + 1}`, maxRevisions + 2]);
  });

  it('by a clock that runs ahead does not outrank what comes later', async () => {
    await accept({ messageKey: 'M1', text: 'Раз' });
    await edit('Два', new Date('2099-01-01T00:00:00Z'));
    await edit('Три', new Date(Date.now() + 60_000));
    expect(await message()).toMatchObject({ text: 'Три' });
  });
});

describe('a deletion', () => {
  it('marks its message, once, and keeps its words', async () => {
    const { messageId } = await accept({ messageKey: 'M1', text: 'Ой' });
    const start = await position();
    expect((await change('deletion', { at: minute(4) })).status).toBe('PROCESSED');
    expect((await change('deletion', { at: minute(5) })).status).toBe('DUPLICATE');
    expect(await message()).toMatchObject({
      ...{ id: messageId, text: 'Ой', deleted_at: minute(4), deleted_by_kind: 'CONTACT' },
    });
    expect(await eventsAfter(start)).toMatchObject([
      { kind: 'MESSAGE_UPDATED', changed: expect.arrayContaining(['deletedAt', 'deletedBy']) },
    ]);
  });

  it('stays when an edit comes after it', async () => {
    await accept({ messageKey: 'M1', text: 'Раз' });
    await change('deletion', { at: minute(4) });
    await edit('Два', minute(3));
    expect(await message()).toMatchObject({ text: 'Два', deleted_at: minute(4) });
  });

  it('of our own message by our phone is told of the phone', async () => {
    await echo('M1', 'С телефона');
    await change('deletion', { author: AuthorKind.USER });
    expect(await message()).toMatchObject({ direction: 'OUTBOUND', deleted_by_kind: 'USER' });
  });
});

describe('a reaction', () => {
  it('belongs to its message: one of each side, the newest, until it is taken back', async () => {
    await accept({ messageKey: 'M1' });
    await react('👍', minute(1));
    await react('❤️', minute(2));
    await react('🙏', minute(2), { author: AuthorKind.USER });
    expect(await emojis()).toEqual(['INBOUND ❤️', 'OUTBOUND 🙏']);
    await react(null, minute(3));
    expect(await emojis()).toEqual(['OUTBOUND 🙏']);
    expect(await rows('select 1 from messages where tenant_id = $1')).toHaveLength(1);
  });

  it('is put on our own messages too', async () => {
    await echo('M1', 'С телефона');
    expect((await react('👍', minute(1))).status).toBe('PROCESSED');
    expect(await emojis()).toEqual(['INBOUND 👍']);
  });

  it('that was taken back does not return when it arrives late, and the same twice is once', async () => {
    await accept({ messageKey: 'M1' });
    const start = await position();
    await react(null, minute(2));
    expect((await react('👍', minute(1))).status).toBe('DUPLICATE');
    expect(await emojis()).toEqual([]);
    expect(await eventsAfter(start)).toEqual([]);
    await react('👍', minute(3));
    expect((await react('👍', minute(3))).status).toBe('DUPLICATE');
    expect((await react('👍', minute(5))).status).toBe('DUPLICATE');
    expect((await react(null, minute(4))).status).toBe('DUPLICATE');
    expect(await emojis()).toEqual(['INBOUND 👍']);
    expect(await eventsAfter(start)).toHaveLength(1);
    // The version counts what events tell.
    expect((await message()).version).toBe(2);
  });
});

describe('what a provider says beside the change', () => {
  it('about our own number is left out, and the change is applied', async () => {
    await accept({ messageKey: 'M1' });
    const own = '77000000010';
    const told = { ownAddress: own, addresses: ['77010000021@s.whatsapp.net', `${own}@c.us`] };
    expect((await react('👍', minute(1), told)).status).toBe('PROCESSED');
    expect(await emojis()).toEqual(['INBOUND 👍']);
    expect(await rows('select 1 from contact_identities where tenant_id = $1')).toHaveLength(1);
  });

  it('in place of an emoji is kept to what a person can see', async () => {
    await accept({ messageKey: 'M1' });
    await react('👨‍👩‍👧‍👦', minute(1));
    expect(await emojis()).toEqual(['INBOUND 👨‍👩‍👧‍👦']);
    await react('x'.repeat(5_000), minute(2));
    expect((await emojis())[0]?.length).toBeLessThan(50);
    await react('\u200b\ufe0f', minute(3));
    expect(await emojis()).toEqual([]);
  });
});

describe('any of them', () => {
  it('changes nothing in the inbox: a resolved conversation stays resolved and read', async () => {
    await accept({ messageKey: 'M1', text: 'Раз' });
    await accept({ messageKey: 'M2', text: 'Два' });
    await rows("update conversations set status = 'RESOLVED', unread_count = 0 where tenant_id = $1");
    const before = await inbox();
    await edit('Три', minute(1));
    await react('👍', minute(1));
    await react(null, minute(2));
    await change('deletion', {});
    expect(await inbox()).toEqual(before);
  });

  it('waits for its message when it comes first, through a restart, in the order of arrival', async () => {
    for (const told of [
      () => edit('Два', minute(1)),
      () => react('👍', minute(1)),
      () => edit('Три', minute(2)),
    ])
      expect(await told()).toMatchObject({
        status: 'PROCESSED',
        messageId: null,
        reason: expect.any(String),
      });
    expect((await edit('Три', minute(2))).status).toBe('DUPLICATE');
    expect(await waiting()).toHaveLength(3);
    restartIngest();
    const start = await position();
    await accept({ messageKey: 'M1', text: 'Раз' });
    expect(await message()).toMatchObject({ text: 'Три', edited_at: minute(2) });
    expect(await wordings()).toEqual([
      ['Раз', 1],
      ['Два', 2],
    ]);
    expect(await emojis()).toEqual(['INBOUND 👍']);
    expect(await waiting()).toEqual([]);
    const kinds = (await eventsAfter(start)).map(row => row.kind);
    expect(kinds.slice(-1)).toEqual(['MESSAGE_UPDATED']);
    expect(kinds.filter(kind => kind === 'MESSAGE_UPDATED')).toHaveLength(1);
    await expectDenseLog();
  });

  it('waits for a message of a person who is known, and for one that our side wrote', async () => {
    await accept({ messageKey: 'M0' });
    await change('deletion', { messageKey: 'M2' });
    await accept({ messageKey: 'M2', text: 'Ой' });
    await react('👍', minute(1), { messageKey: 'E1' });
    await echo('E1', 'С телефона');
    const told = await rows(
      'select external_id, deleted_at is not null as is_deleted from messages where tenant_id = $1 order by id',
    );
    expect(told).toEqual([
      { external_id: 'M0', is_deleted: false },
      { external_id: 'M2', is_deleted: true },
      { external_id: 'E1', is_deleted: false },
    ]);
    expect(await emojis()).toEqual(['INBOUND 👍']);
  });

  it('that was under way at the same time as its message is found by a job soon after', async () => {
    await react('👍', minute(1));
    const [job] = await rows(
      `select j.run_at > now() as "isLater", p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
        where j.task_identifier = $2 and p.payload->>'tenantId' = $1`,
      adoptChangesTask,
    );
    expect(job).toMatchObject({ isLater: true, payload: { externalId: 'M1' } });
    // As stored by a statement that began before the reaction was committed.
    await accept({ messageKey: 'other' });
    await rows("update messages set external_id = 'M1' where tenant_id = $1");
    expect(await adoptWaitingChanges(database, job.payload)).toBe(true);
    expect(await emojis()).toEqual(['INBOUND 👍']);
    expect(await waiting()).toEqual([]);
  });

  it('is right when everything comes backwards, twice and at once', async () => {
    const all = [
      () => accept({ messageKey: 'M1', text: 'Раз' }),
      ...[1, 2, 3, 4].map(n => () => edit(`слово ${n}`, minute(n))),
      ...[1, 2, 3].map(n => () => react(n === 2 ? null : `${n}`, minute(n))),
      () => react('🙏', minute(2), { author: AuthorKind.USER }),
      () => change('deletion', { at: minute(9) }),
    ];
    await Promise.all([...all.toReversed(), ...all].map(told => told()));
    for (const { external_id: externalId, channel_id: channelId } of await waiting())
      await adoptWaitingChanges(database, { tenantId: fixture.tenantId, channelId, externalId });
    expect(await message()).toMatchObject({ text: 'слово 4', edited_at: minute(4), deleted_at: minute(9) });
    expect(await wordings()).toEqual([
      ['Раз', 1],
      ['слово 1', 2],
      ['слово 2', 3],
      ['слово 3', 4],
    ]);
    expect(await emojis()).toEqual(['INBOUND 3', 'OUTBOUND 🙏']);
    expect(await waiting()).toEqual([]);
    await expectDenseLog();
  });

  it('is dropped when its message has not come for a week', async () => {
    await react('👍', minute(1));
    expect(await dropWaitingChanges(database)).toBe(0);
    await rows("update waiting_changes set created_at = now() - interval '8 days' where tenant_id = $1");
    expect(await dropWaitingChanges(database)).toBe(1);
  });
});

it('reactions that were stored as messages move to their message, and the inbox shows what is left', async () => {
  const first = await accept({ messageKey: 'M1', text: 'Раз' });
  const old = (messageKey: string, text: string | null, target: string, at: Date) =>
    accept({ messageKey, kind: MessageKind.REACTION, text, replyToExternalId: target, sentAt: at });
  await old('R1', '👍', 'M1', minute(1));
  await old('R2', '❤️', 'M1', minute(2));
  const lost = await old('R3', '🔥', 'not here', minute(2));
  await old('R4', '😮', 'M1', minute(3));
  const queries = (() => {
    const migration = new Migration20261129MessageChanges({} as never, {} as never);
    migration.up();
    return migration.getQueries().map(String);
  })();
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    const from = queries.findIndex(query => query.includes('moved_reactions'));
    for (const query of queries.slice(from)) await client.query(query);
    await client.query('commit');
  } finally {
    client.release();
  }
  expect((await rows('select id from messages where tenant_id = $1 order by id')).map(row => row.id)).toEqual(
    [first.messageId, lost.messageId],
  );
  expect(await emojis()).toEqual(['INBOUND 😮']);
  expect(await inbox()).toMatchObject([{ unread_count: 2, last_message_id: lost.messageId }]);
});

/**
 * Messages with a known id: placeholders that are completed, one message under two addresses, ids that repeat in
 * other chats.
 */
import { describe, expect, it } from '@jest/globals';
import { Migration20261129MessageKeys } from '../../src/database/migrations/migration-20261129-message-keys.js';
import type { InboundMessage, OutboundEcho } from '../../src/domain/inbound-event.js';
import type { IngestItem } from '../../src/domain/ingest-item.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { MessageKind } from '../../src/domain/vocabulary.js';
import { createReplay } from '../../src/ingest/replay.js';
import {
  accept,
  database,
  eventsAfter,
  expectDenseLog,
  fixture,
  ingest,
  people,
  position,
  rows,
  setUpIngest,
} from '../support/ingest-setup.js';

const phone = '77010000021@c.us';
const lid = '123456789012345@lid';

setUpIngest();

const messages = () => rows('select * from messages where tenant_id = $1 order by id');
const conversations = () => rows('select * from conversations where tenant_id = $1 order by id');
const placeholder = { kind: MessageKind.UNSUPPORTED, text: null };
const file = {
  ...{ mimeType: 'image/jpeg', fileName: null, sizeBytes: null, url: 'https://files.test/1' },
  ...{ isVoice: false, durationSeconds: null },
};

describe('a message that is announced without its content', () => {
  it('gets the content of a later event under the same id, in place and once', async () => {
    const first = await accept({ messageKey: 'P1', ...placeholder });
    const [before] = await conversations();
    const start = await position();
    const good = { messageKey: 'P1', text: 'Есть ламинат?', replyToExternalId: 'Q1' };
    const second = await accept(good);
    const third = await accept(good);

    expect([second.status, third.status]).toEqual(['PROCESSED', 'DUPLICATE']);
    expect(second.messageId).toBe(first.messageId);
    expect(await messages()).toMatchObject([
      { id: first.messageId, kind: 'TEXT', text: 'Есть ламинат?', reply_to_external_id: 'Q1' },
    ]);
    const [after] = await conversations();
    expect(after).toMatchObject({
      unread_count: before.unread_count,
      last_activity_at: before.last_activity_at,
      last_message_id: first.messageId,
    });
    expect(await eventsAfter(start)).toMatchObject([
      { kind: 'MESSAGE_UPDATED', message_id: first.messageId, changed: expect.arrayContaining(['text']) },
      { kind: 'CONVERSATION_UPDATED', subject_id: after.id, conversation_id: after.id, changed: ['topic'] },
      { kind: 'LEAD_UPDATED', subject_id: after.lead_id, changed: ['topic'] },
    ]);
    await expectDenseLog();
  });

  it('gives conversation and lead the topic of its words, and leaves alone what a person chose', async () => {
    const [{ id: topicId }] = await rows('select id from topics where tenant_id = $1');
    const topics = async () => ({
      conversation: (
        await rows('select topic_id as id, topic_source as source from conversations where tenant_id = $1')
      )[0],
      lead: (await rows('select topic_id as id, topic_source as source from leads where tenant_id = $1'))[0],
    });
    const complete = async (messageKey: string) => {
      await accept({ messageKey, ...placeholder });
      const start = await position();
      await accept({ messageKey, text: 'Есть ламинат?' });
      return (await eventsAfter(start)).map(({ kind }) => kind);
    };
    const byRule = { id: topicId, source: 'RULE' };
    const byHand = { id: null, source: 'HAND' };
    await complete('T1');
    expect(await topics()).toEqual({ conversation: byRule, lead: byRule });
    expect(await complete('T2')).toEqual(['MESSAGE_UPDATED']);

    await rows("update leads set topic_id = null, topic_source = 'HAND' where tenant_id = $1");
    expect(await complete('T3')).toEqual(['MESSAGE_UPDATED']);
    expect(await topics()).toEqual({ conversation: byRule, lead: byHand });

    await rows("update conversations set topic_id = null, topic_source = 'HAND' where tenant_id = $1");
    await rows('update leads set topic_source = null where tenant_id = $1');
    expect(await complete('T4')).toEqual(['MESSAGE_UPDATED', 'LEAD_UPDATED']);
    expect(await topics()).toEqual({ conversation: byHand, lead: byRule });
  });

  it('gets the files of a later event', async () => {
    await accept({ messageKey: 'P2', ...placeholder });
    await accept({ messageKey: 'P2', kind: MessageKind.IMAGE, text: null, attachments: [file] });
    expect(await messages()).toMatchObject([{ kind: 'IMAGE', has_attachments: true }]);
    const files = await rows('select source_url, message_id from attachments where tenant_id = $1');
    expect(files).toEqual([{ source_url: file.url, message_id: (await messages())[0].id }]);
  });

  it('is completed by one of many that bring the content at once', async () => {
    await accept({ messageKey: 'P3', ...placeholder });
    const start = await position();
    const results = await Promise.all(
      Array.from({ length: 12 }, () => accept({ messageKey: 'P3', text: 'Раз' })),
    );
    expect(results.filter(({ status }) => status === 'PROCESSED')).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'DUPLICATE')).toHaveLength(11);
    expect(await eventsAfter(start)).toHaveLength(1);
  });

  it('is completed when our own phone sent it', async () => {
    const echo = async (content: Partial<OutboundEcho>) => {
      const item = await fixture.item({ messageKey: 'P4' });
      const base = item.event as InboundMessage;
      const event: OutboundEcho = {
        ...{
          type: 'echo',
          channelExternalId: base.channelExternalId,
          eventType: 'echo',
          externalEventId: 'P4',
        },
        ...{ to: phone, kind: MessageKind.TEXT, text: null, attachments: [], messageKey: 'P4' },
        ...{ sentAt: base.sentAt, correlationId: null, isFromApi: false, ...content },
      };
      return ingest.accept({ ...item, event });
    };
    await echo(placeholder);
    expect((await echo({ text: 'Ламинат есть' })).status).toBe('PROCESSED');
    expect((await echo({ text: 'Ламинат есть' })).status).toBe('DUPLICATE');
    expect(await messages()).toMatchObject([{ direction: 'OUTBOUND', text: 'Ламинат есть' }]);
    expect(await conversations()).toMatchObject([{ topic_id: null }]);
  });

  it('never takes the place of a content that is there', async () => {
    await accept({ messageKey: 'P5', text: 'Как есть' });
    expect((await accept({ messageKey: 'P5', ...placeholder })).status).toBe('DUPLICATE');
    expect((await accept({ messageKey: 'P5', text: 'Иначе' })).status).toBe('DUPLICATE');
    expect(await messages()).toMatchObject([{ kind: 'TEXT', text: 'Как есть' }]);
  });

  it('is healed by a replay of what had been taken for a repeat, and the replay changes nothing else', async () => {
    await accept({ messageKey: 'P6', ...placeholder });
    const plain = await fixture.item({ messageKey: 'P7', text: 'Раз' });
    await ingest.accept(plain);
    const items: IngestItem[] = [
      await fixture.item({ messageKey: 'P6', text: 'Вот текст' }),
      await fixture.item({ messageKey: 'P7', text: 'Раз' }),
    ];
    // As stored by an earlier version.
    for (const item of items)
      await rows(
        `insert into webhook_events (id, tenant_id, account_id, channel_id, source, event_type, external_event_id, status, received_at, kept_body, headers)
         values ($2, $1, $3, $4, 'CHATFLOW', 'text', $5, 'DUPLICATE', now(), '{}', '{}')`,
        ...[item.ledgerId, fixture.accountId, fixture.channelIds.instance_xxx],
        (item.event as InboundMessage).messageKey,
      );
    const byId = new Map(items.map(item => [item.ledgerId, item.event]));
    const replayOne = (item: IngestItem, dryRun: boolean) =>
      createReplay({
        ...{ database, directory: fixture.directory, ingest },
        parseKept: () => [byId.get(item.ledgerId) as InboundMessage],
      }).run(fixture.tenantId, { ids: [item.ledgerId] }, dryRun);
    const [better, repeat] = items as [IngestItem, IngestItem];

    expect(await replayOne(better, true)).toMatchObject({ wouldChange: 1, unchanged: 0 });
    expect(await replayOne(repeat, true)).toMatchObject({ wouldChange: 0, unchanged: 1 });
    expect(await replayOne(better, false)).toMatchObject({ replayed: 1 });
    expect(await replayOne(repeat, false)).toMatchObject({ replayed: 0, unchanged: 1 });
    expect(await replayOne(better, false)).toMatchObject({ replayed: 0, unchanged: 1 });
    expect((await messages()).map(row => row.text)).toEqual(['Вот текст', 'Раз']);
    const ledger = await rows(
      'select status, attempts from webhook_events where tenant_id = $1 and id = any($2) order by id',
      items.map(item => item.ledgerId),
    );
    expect(ledger).toEqual([
      { status: 'PROCESSED', attempts: expect.any(Number) },
      { status: 'DUPLICATE', attempts: 1 },
    ]);
  });
});

it('a replay counts the rows that it changes, and not a message that is here already', async () => {
  await accept({ messageKey: 'P8', text: 'Раз' });
  const items = [
    await fixture.item({ messageKey: 'P8', text: 'Раз' }),
    await fixture.item({ messageKey: 'P9', text: 'Два' }),
  ];
  for (const item of items)
    await rows(
      `insert into webhook_events (id, tenant_id, account_id, channel_id, source, event_type, external_event_id, status, received_at, kept_body, headers)
       values ($2, $1, $3, $4, 'CHATFLOW', 'text', $5, 'FAILED', now(), '{}', '{}')`,
      ...[item.ledgerId, fixture.accountId, fixture.channelIds.instance_xxx],
      (item.event as InboundMessage).messageKey,
    );
  const byId = new Map(items.map(item => [item.ledgerId, item.event]));
  const replayOne = (item: IngestItem | undefined, dryRun: boolean) => {
    if (!item) throw new Error('An item is missing.');
    const parseKept = () => [byId.get(item.ledgerId) as InboundMessage];
    const replay = createReplay({ database, directory: fixture.directory, ingest, parseKept });
    return replay.run(fixture.tenantId, { ids: [item.ledgerId] }, dryRun);
  };
  const [known, lost] = items;
  expect(await replayOne(known, true)).toMatchObject({ wouldChange: 0, unchanged: 1 });
  expect(await replayOne(lost, true)).toMatchObject({ wouldChange: 1, unchanged: 0 });
  const copy = await fixture.item({ messageKey: 'P9', text: 'Два' });
  byId.set(copy.ledgerId, copy.event);
  await rows(
    `insert into webhook_events (id, tenant_id, account_id, channel_id, source, event_type, external_event_id, status, received_at, kept_body, headers)
     values ($2, $1, $3, $4, 'CHATFLOW', 'text', 'P9', 'FAILED', now(), '{}', '{}')`,
    ...[copy.ledgerId, fixture.accountId, fixture.channelIds.instance_xxx],
  );
  const both = createReplay({
    ...{ database, directory: fixture.directory, ingest },
    parseKept: () => [copy.event],
  });
  const ids = [lost?.ledgerId ?? '', copy.ledgerId];
  expect(await both.run(fixture.tenantId, { ids }, true)).toMatchObject({ wouldChange: 1, unchanged: 1 });
  expect(await replayOne(known, false)).toMatchObject({ replayed: 0, unchanged: 1 });
  expect(await both.run(fixture.tenantId, { ids }, false)).toMatchObject({ replayed: 1, unchanged: 1 });
});

describe('one message that is told under two addresses of a person', () => {
  const sentAt = new Date('2026-06-01T08:00:00Z');
  const inChat = (from: string) => ({ from, messageKey: 'L1', keyInChat: `L1/${from}`, sentAt });

  it.each([
    ['the second event names both', { alsoKnownAs: [phone] }],
    ['nobody says that they are one, but id, second and words are the same', {}],
  ])('is one message, in one conversation, of one person: %s', async (_name, more) => {
    const first = await accept(inChat(phone));
    const second = await accept({ ...inChat(lid), ...more });
    expect(second.status).toBe('DUPLICATE');
    expect(await messages()).toHaveLength(1);
    expect(await conversations()).toHaveLength(1);
    expect(await people()).toHaveLength(1);
    expect(await rows('select 1 from leads where tenant_id = $1')).toHaveLength(1);
    const addresses = await rows(
      `select c.id from contact_identities i join contacts c on c.id = i.contact_id where i.tenant_id = $1 and i.canonical = $2`,
      lid,
    );
    expect(addresses).toEqual([{ id: (await people())[0].id }]);
    expect((await messages())[0].id).toBe(first.messageId);
    await expectDenseLog();
  });

  it('is one message where both addresses have conversations already', async () => {
    await accept({ from: phone, messageKey: 'A' });
    await accept({ from: lid, alsoKnownAs: [phone], messageKey: 'B' });
    await accept(inChat(lid));
    expect((await accept(inChat(phone))).status).toBe('DUPLICATE');
    expect(await messages()).toHaveLength(3);
  });

  it('is one message when both arrive at once, of a stranger', async () => {
    const results = await Promise.all(
      [phone, lid, phone, lid].map(from =>
        accept({ ...inChat(from), alsoKnownAs: [from === lid ? phone : lid] }),
      ),
    );
    expect(results.filter(({ status }) => status === 'PROCESSED')).toHaveLength(1);
    expect(await messages()).toHaveLength(1);
    expect(await conversations()).toHaveLength(1);
    expect(await people()).toHaveLength(1);
  });

  it('completes a placeholder that was announced under the other address', async () => {
    await accept({ ...inChat(lid), ...placeholder });
    expect((await accept({ ...inChat(phone), alsoKnownAs: [lid] })).status).toBe('PROCESSED');
    expect(await messages()).toMatchObject([{ text: 'Здравствуйте' }]);
  });
});

describe('keys of messages that an earlier version stored with their chat', () => {
  it('lose the chat, but for those whose id another message has', async () => {
    const old = async (externalId: string, replyTo: string | null = null) => {
      const { messageId } = await accept({ messageKey: externalId, replyToExternalId: replyTo });
      return messageId;
    };
    await rows("update channels set kind = 'GREEN_API' where tenant_id = $1");
    await old(`K1/${phone}`);
    await old(`K2/${phone}`, `K1/${phone}`);
    await old(`K2/${lid}`);
    const migration = new Migration20261129MessageKeys({} as never, {} as never);
    migration.up();
    for (const query of migration.getQueries()) await database.pool.query(String(query));
    expect((await messages()).map(row => [row.external_id, row.reply_to_external_id])).toEqual([
      ['K1', null],
      [`K2/${phone}`, 'K1'],
      [`K2/${lid}`, null],
    ]);
  });
});

describe('an id that repeats in the chat of somebody else', () => {
  it('is a message of its own, and a repeat of it is a repeat', async () => {
    const told = (from: string, text: string) => ({ from, text, messageKey: 'X1', keyInChat: `X1/${from}` });
    await accept(told(phone, 'Первый'));
    expect((await accept(told('77010000022@c.us', 'Второй'))).status).toBe('PROCESSED');
    expect((await accept(told('77010000022@c.us', 'Второй'))).status).toBe('DUPLICATE');
    expect((await messages()).map(row => [row.text, row.external_id])).toEqual([
      ['Первый', 'X1'],
      ['Второй', 'X1/77010000022@c.us'],
    ]);
    expect(await people()).toHaveLength(2);
    await expectDenseLog();
  });

  it('is a repeat where the provider has ids that are unique on the number', async () => {
    await accept({ from: phone, messageKey: 'X2' });
    const result = await accept({ from: '77010000022@c.us', messageKey: 'X2', text: uuidV7() });
    expect(result.status).toBe('DUPLICATE');
    expect(await messages()).toHaveLength(1);
    expect(await conversations()).toHaveLength(1);
    expect(await people()).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { MessageKind } from '../../src/domain/vocabulary.js';
import { addMessage, type NewMessage, toAddedEvent } from '../../src/messages/add-message.js';
import {
  createOutboxFixture,
  eventsOf,
  historyOf,
  jobsOf,
  type OutboxFixture,
} from '../support/outbox-fixture.js';

let fixture: OutboxFixture;
let channelId: string;
let conversationId: string;

const write = (given: Partial<NewMessage> = {}) =>
  fixture.database.publish(fixture.tenant.tenantId, async transaction => {
    const added = await addMessage(transaction, {
      tenantId: fixture.tenant.tenantId,
      conversationId,
      kind: MessageKind.TEXT,
      text: 'Добрый день',
      authorUserId: null,
      idempotencyKey: null,
      ...given,
    });
    if (added) transaction.emit(toAddedEvent(added));
    return added;
  });

const addFile = async (tenantId = fixture.tenant.tenantId) => {
  const id = uuidV7();
  await fixture.database.pool.query(
    `insert into attachments (id, tenant_id, mime_type, state, created_at) values ($1, $2, 'image/png', 'STORED', now())`,
    [id, tenantId],
  );
  return id;
};

const rowsOf = async (sql: string, ...values: unknown[]) =>
  (await fixture.database.pool.query(sql, values)).rows;

beforeAll(async () => {
  fixture = await createOutboxFixture();
  channelId = await fixture.tenant.addChannel('instance_a');
  conversationId = await fixture.tenant.addConversation(channelId, '77010000021');
});

afterAll(() => fixture.close());

describe('a message on its way out', () => {
  it('is one row with its history, its event and its job, on the number of its conversation', async () => {
    const added = await write();
    expect(added).toEqual({
      messageId: expect.any(String),
      conversationId,
      channelId,
      hasRead: false,
      hasTakenOver: false,
    });
    const id = added?.messageId ?? '';
    expect(await historyOf(fixture.database, id)).toEqual(['QUEUED']);
    expect(await eventsOf(fixture.database, id)).toMatchObject([{ kind: 'MESSAGE_ADDED' }]);
    expect((await jobsOf(fixture.database)).map(job => job.key)).toContain(`send:${id}`);
    expect(await rowsOf('select author_kind, kind, has_attachments from messages where id = $1', id)).toEqual(
      [{ author_kind: 'SYSTEM', kind: 'TEXT', has_attachments: false }],
    );
  });

  it('keeps the template that it consists of, with its values', async () => {
    const template = { id: uuidV7(), variables: { '1': 'Асель', '2': '{{1}}' } };
    const added = await write({ kind: MessageKind.TEMPLATE, template, authorUserId: fixture.tenant.userId });
    const sql = 'select kind, author_kind, template_id, template_variables from messages where id = $1';
    expect(await rowsOf(sql, added?.messageId)).toEqual([
      {
        kind: 'TEMPLATE',
        author_kind: 'USER',
        template_id: template.id,
        template_variables: template.variables,
      },
    ]);
  });

  it('takes the files that were uploaded for it, with or without a text', async () => {
    const files = [await addFile(), await addFile()];
    const added = await write({ kind: MessageKind.IMAGE, text: null, attachmentIds: files });
    const sql = 'select id from attachments where message_id = $1 order by id';
    expect(await rowsOf(sql, added?.messageId)).toEqual(files.map(id => ({ id })));
    expect(
      await rowsOf('select text, has_attachments from messages where id = $1', added?.messageId),
    ).toEqual([{ text: null, has_attachments: true }]);
  });

  it('is not written at all when a file is not there to be taken', async () => {
    const taken = await addFile();
    await write({ attachmentIds: [taken] });
    const foreign = await addFile((await fixture.addTenant()).tenantId);
    const count = () => rowsOf('select count(*)::int as n from messages');
    const before = await count();
    for (const attachmentIds of [[taken], [foreign], [uuidV7()]]) {
      await expect(write({ attachmentIds })).rejects.toThrow('taken by another one');
    }
    expect(await count()).toEqual(before);
  });

  it('is written once for a key, and leaves files alone when it is not written', async () => {
    const first = await write({ idempotencyKey: 'once' });
    const file = await addFile();
    expect(first).not.toBeNull();
    expect(await write({ idempotencyKey: 'once', attachmentIds: [file] })).toBeNull();
    expect(await rowsOf('select message_id from attachments where id = $1', file)).toEqual([
      { message_id: null },
    ]);
  });
});

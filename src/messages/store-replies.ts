/**
 * Stores replies of users, of any companies, each with its history, job and events, by the function `store_replies` of the
 * database: one statement that commits by itself. For replies with which nothing else is written; `add-message.ts` has all
 * others.
 */
import { tableOf } from '../database/columns.js';
import type { Database, Published } from '../database/database.js';
import { type FieldValue, toRecordArray } from '../database/record-array.js';
import { as, int, orNull, sql, text } from '../database/sql.js';
import { inArrays, statement } from '../database/statement.js';
import { readRow } from '../delivery/event-with-rows.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import type { AddedAtOnce, NewMessage, StoredMessage } from './add-message.js';
import { idempotencyKeyLock } from './lock-idempotency-key.js';
import { eventRowColumns, toMessageEvents } from './message-events.js';

/** A reply without files, and the name by which this process runs its job itself; null leaves it to the workers. */
export interface ReplyToStore {
  readonly message: Omit<NewMessage, 'attachmentIds' | 'authorAssistantId'> & {
    readonly authorUserId: string;
  };
  readonly lockedBy: string | null;
}

/** Columns of `new_reply`, in order. */
const columns = {
  tenantId: ({ message }) => message.tenantId,
  id: () => uuidV7(),
  conversationId: ({ message }) => message.conversationId,
  kind: ({ message }) => message.kind,
  text: ({ message }) => message.text,
  authorUserId: ({ message }) => message.authorUserId,
  replyToExternalId: ({ message }) => message.replyToExternalId ?? null,
  templateId: ({ message }) => message.template?.id ?? null,
  templateVariables: ({ message: { template } }) => (template ? JSON.stringify(template.variables) : null),
  idempotencyKey: ({ message }) => message.idempotencyKey,
  changeId: () => uuidV7(),
  isRead: ({ message }) => message.isRead ?? false,
  lockedBy: ({ lockedBy }) => lockedBy,
} as const satisfies Readonly<Record<string, (reply: ReplyToStore) => FieldValue>>;

/** Names of the columns of `new_reply`, in order. */
export const replyColumns = Object.keys(columns);
const readers = Object.values(columns);

const call = (hasRows: boolean): string =>
  `store_replies($1::new_reply[], ${idempotencyKeyLock}, ${hasRows}, $2) f`;

const storeStatement = statement(
  'outbox-store-replies',
  sql`select ${as('place', int('f.n'))}, ${as('position', int('f."position"'))}, ${as('jobId', orNull(text('f.job_id')))},
          ${tableOf(Message).select('(f.message)')}
    from ${call(false)}`,
);
/** The same with the rows of events, for companies with subscribers in this process. */
const storeWithRows = inArrays(
  statement(
    'outbox-store-replies-with-rows',
    `select f.n, f."position", f.job_id, f.event_count, f."at", ${eventRowColumns('f')} from ${call(true)}`,
  ),
);
const rowsOffset = 5;

/**
 * Stores a batch, all or nothing, but for those that it leaves out.
 *
 * @param lockTimeoutMs how long to wait for a lock, else SQLSTATE 55P03; null: as long as any statement
 * @returns one result for each, in order; null for one that was left out: its conversation is locked, erased or missing,
 * or its idempotency key is taken or about to be
 */
export async function storeReplies(
  database: Database,
  replies: readonly ReplyToStore[],
  lockTimeoutMs: number | null,
): Promise<readonly (AddedAtOnce | null)[]> {
  const parameters = [
    toRecordArray(replies.map(reply => readers.map(read => read(reply)))),
    lockTimeoutMs === null ? null : `${lockTimeoutMs}ms`,
  ];
  const isFollowed = replies.some(({ message }) => database.followedTenants.has(message.tenantId));
  const stored = isFollowed
    ? await storeFollowed(database, replies, parameters)
    : await storePlain(database, parameters);
  for (const published of stored.published) database.announce(published);
  return replies.map((_, index) => stored.added.get(index + 1) ?? null);
}

/** What was stored, by place from 1, and how far the logs of the companies have come. */
interface Stored {
  readonly added: ReadonlyMap<number, AddedAtOnce>;
  readonly published: readonly Published[];
}

async function storePlain(database: Database, parameters: readonly unknown[]): Promise<Stored> {
  const rows = await database.query(storeStatement, parameters);
  const added = rows.map(({ place, position: _, jobId, ...stored }) => [place, { stored, jobId }] as const);
  const positions = new Map(rows.map(({ tenantId, position }) => [tenantId, position]));
  return {
    added: new Map(added),
    published: [...positions].map(([tenantId, position]) => ({ tenantId, position })),
  };
}

async function storeFollowed(
  database: Database,
  replies: readonly ReplyToStore[],
  parameters: readonly unknown[],
): Promise<Stored> {
  const rows = await database.query(storeWithRows, parameters);
  const tenantOf = ([place]: readonly unknown[]): string =>
    replies[Number(place) - 1]?.message.tenantId ?? '';
  const added = rows.map(values => {
    const [place, , jobId] = values;
    const stored = readRow('message', values, rowsOffset, tenantOf(values)) as StoredMessage;
    return [place as number, { stored, jobId: jobId as string | null }] as const;
  });
  const published = [...Map.groupBy(rows, tenantOf)].map(([tenantId, own]): Published => {
    const [, position, , eventCount, at] = own[0] as unknown as StoredFacts;
    const facts = { tenantId, position, at, kind: EventType.MESSAGE_ADDED, changedOf: () => [] } as const;
    // Others that happened with them (what was read, taken over) are in the log only.
    const events = eventCount === own.length ? toMessageEvents(own, rowsOffset, facts) : [];
    return { tenantId, position, events };
  });
  return { added: new Map(added), published };
}

type StoredFacts = readonly [
  place: number,
  position: number,
  jobId: string | null,
  eventCount: number,
  at: Date,
];

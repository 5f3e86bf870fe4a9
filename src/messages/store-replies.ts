/**
 * Stores replies of users, of any companies, each with its history, job and events, by the function `store_replies` of the
 * database: one statement that commits by itself. For replies with which nothing else is written; `add-message.ts` has all
 * others.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { type FieldValue, toRecordArray } from '../database/record-array.js';
import { as, int, orNull, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Message } from '../entities/message.entity.js';
import type { AddedAtOnce, NewMessage } from './add-message.js';
import { idempotencyKeyLock } from './lock-idempotency-key.js';

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

const storeStatement = statement(
  'outbox-store-replies',
  sql`select ${as('place', int('f.n'))}, ${as('position', int('f."position"'))}, ${as('jobId', orNull(text('f.job_id')))},
          ${tableOf(Message).select('(f.message)')}
    from store_replies($1::new_reply[], ${idempotencyKeyLock}, $2) f`,
);

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
  const rows = await database.query(storeStatement, [
    toRecordArray(replies.map(reply => readers.map(read => read(reply)))),
    lockTimeoutMs === null ? null : `${lockTimeoutMs}ms`,
  ]);
  const results: (AddedAtOnce | null)[] = replies.map(() => null);
  const positions = new Map<string, number>();
  for (const { place, position, jobId, ...stored } of rows) {
    results[place - 1] = { stored, jobId };
    positions.set(stored.tenantId, position);
  }
  for (const [tenantId, position] of positions) database.announce({ tenantId, position });
  return results;
}

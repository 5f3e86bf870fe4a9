/**
 * Changes that arrived before their message: they wait under the provider's message id, also across a restart, and are
 * applied when the message is stored or gets that id.
 *
 * An outbound message gets its id under the lock of the key, as `change-report.ts` holds it, so neither can miss the
 * other. An inbound message is stored by one statement without that lock: it looks for waiting changes itself, and in
 * case both ran at the same time, a job looks again some seconds after a change began to wait.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, sql, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { WaitingChange } from '../entities/waiting-change.entity.js';
import { addJobSql } from '../jobs/add-job.js';
import { applyChange, type ChangeableMessage } from './apply-change.js';
import type { ReportedChange } from './reported-change.js';

/** Name of the job that looks again. */
export const adoptChangesTask = 'adopt-changes';

/** Payload of the job. */
export interface AdoptChangesJob {
  readonly tenantId: string;
  readonly channelId: string;
  readonly externalId: string;
}

/** By then every concurrent statement has ended. */
const lookAgainAfter = '15 seconds';
/** Edits and deletions of older messages are not expected, and an older message itself no longer arrives. */
const longestWait = '7 days';

const waiting = tableOf(WaitingChange);
const change = waiting.of('w');

/** SQL condition: changes wait for the message with this id. */
export const hasWaitingSql = (channelId: string, externalId: string): string =>
  `exists (select 1 from ${waiting.table} w where ${change.channelId} = ${channelId} and ${change.externalId} = ${externalId})`;

const keepStatement = statement(
  'keep-waiting-change',
  `with kept as (
     insert into ${waiting.table} (${waiting.list(['id', 'tenantId', 'channelId', 'externalId', 'change', 'digest', 'sourceEventId', 'createdAt'])})
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, now())
     on conflict (${waiting.column.channelId}, ${waiting.column.externalId}, ${waiting.column.digest}) do nothing
     returning ${waiting.column.id} as id
   )
   select id, ${addJobSql(adoptChangesTask, {
     payload: { tenantId: '$2::uuid', channelId: '$3::uuid', externalId: '$4::text' },
     runAt: `now() + interval '${lookAgainAfter}'`,
     maxAttempts: 25,
     key: `'${adoptChangesTask}:' || id`,
   })}
     from kept`,
);

const takeStatement = statement(
  'take-waiting-changes',
  sql`delete from ${waiting.table} w
    where ${change.tenantId} = $1 and ${change.channelId} = $2 and ${change.externalId} = any($3::text[])
   returning ${as('id', change.id)}, ${as('change', typedAs<ReportedChange>(change.change))}`,
);

const dropStatement = statement(
  'drop-waiting-changes',
  `delete from ${waiting.table} w where ${change.createdAt} < now() - interval '${longestWait}' returning ${change.id} as "id"`,
);

/** Stores a change for a message that is not known yet. @returns false when the same change waits already */
export async function keepWaitingChange(
  transaction: Transaction,
  about: { readonly tenantId: string; readonly channelId: string; readonly externalId: string },
  reported: ReportedChange,
  digest: string,
): Promise<boolean> {
  const { tenantId, channelId, externalId } = about;
  const rows = await transaction.query(keepStatement, [
    ...[uuidV7(), tenantId, channelId, externalId, JSON.stringify(reported), digest, reported.sourceEventId],
  ]);
  return rows.length > 0;
}

/**
 * Applies the changes that wait for a message under one of these ids, in the order of arrival.
 * @param lock locks the message's row and returns its state; called only when something waits
 * @returns GraphQL names of the fields that changed
 */
export async function adoptChanges(
  transaction: Transaction,
  about: { readonly tenantId: string; readonly channelId: string; readonly externalIds: readonly string[] },
  lock: () => Promise<ChangeableMessage | null>,
): Promise<readonly string[]> {
  const { tenantId, channelId, externalIds } = about;
  const rows = await transaction.query(takeStatement, [...[tenantId, channelId, externalIds]]);
  const changed = new Set<string>();
  for (const row of rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const target = await lock();
    if (target === null) continue;
    const outcome = await applyChange(transaction, target, row.change);
    if ('changed' in outcome) for (const name of outcome.changed) changed.add(name);
  }
  return [...changed];
}

/** Deletes changes whose message never arrived. @returns how many there were */
export async function dropWaitingChanges(reader: Pick<Transaction, 'query'>): Promise<number> {
  return (await reader.query(dropStatement, [])).length;
}

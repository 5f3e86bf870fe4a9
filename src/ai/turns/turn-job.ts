/**
 * The queue of turns: a row for each conversation that assistants have to look at. One row, however much the customer
 * writes meanwhile, as a look reads everything again; who looks holds the row, so a conversation has one look at a time.
 *
 * It is no queue of graphile-worker: adding a job there took several times what storing the message takes, wakes all workers,
 * and each search for any job reads those that are held back (decision 0100).
 */
import { tableOf } from '../../database/columns.js';
import type { Transaction } from '../../database/database.js';
import { as, inner, sql, text } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { AiPosition } from '../../entities/ai-position.entity.js';
import { AiTurnJobRecord } from '../../entities/ai-turn-job.entity.js';
import { workerUse } from '../../jobs/dead-workers.js';

/** A conversation to look at. */
export interface AiTurnJob {
  readonly tenantId: string;
  readonly conversationId: string;
}

const jobs = tableOf(AiTurnJobRecord);
const job = jobs.of('j');
const { dueAt, againAt, attempts, lockedBy, lockedAt } = jobs.column;
const position = tableOf(AiPosition);
const again = `least(coalesce(${job.againAt}, excluded.${dueAt}), excluded.${dueAt})`;
const hasFailed = `${job.lockedBy} is null and ${job.attempts} > 0`;

/**
 * SQL condition: nothing is to be added, as a look begins that will see everything committed so far. Written so that only the primary
 * key can find the row, also by a plan for a queue that was empty.
 * @param conversationId SQL expression
 */
export const isQueuedSql = (conversationId: string): string =>
  `coalesce((select ${job.lockedBy} is null and ${job.attempts} = 0 from ${jobs.table} j where ${job.conversationId} = ${conversationId}), false)`;

/**
 * `insert … returning` of rows. A row that waits keeps its time; one that is looked at is looked at again; one that failed has
 * the new time.
 * @param from rows with `tenant_id`, `conversation_id` and `due_at`, one for each conversation, in the order of their ids
 */
export const addTurnJobsSql = (from: string): string =>
  `insert into ${jobs.table} as j (${jobs.list(['tenantId', 'conversationId', 'dueAt', 'attempts'])})
   select tenant_id, conversation_id, due_at, 0 from (${from}) added
   on conflict (${jobs.column.conversationId}) do update
      set ${dueAt} = case when ${job.lockedBy} is null then excluded.${dueAt} else ${job.dueAt} end,
          ${attempts} = case when ${job.lockedBy} is null then 0 else ${job.attempts} end,
          ${againAt} = case when ${job.lockedBy} is null then null else ${again} end
    where ${job.lockedBy} is not null or ${hasFailed}
   returning ${inner(as('conversationId', job.conversationId))}`;

const addLater = statement(
  'ai-turn-later',
  addTurnJobsSql('select $1::uuid as tenant_id, $2::uuid as conversation_id, $3::timestamptz as due_at'),
);

/** Adds a look at a later time. */
export async function addTurnJobAt(
  { query }: Pick<Transaction, 'query'>,
  { tenantId, conversationId }: AiTurnJob,
  at: Date,
): Promise<void> {
  await query(addLater, [tenantId, conversationId, at]);
}

/** $1 who looks, $2 the company that had the last turn: those after it come first, so that companies take turns. */
export const claimTurn = statement(
  'ai-claim-turn',
  sql`with company as (
     select ${position.column.tenantId} as tenant_id from ${position.table}
      order by (${position.column.tenantId} > $2::uuid) desc, ${position.column.tenantId}
   ), due as (
     select due.conversation_id from company cross join lateral (
       select ${job.conversationId} as conversation_id from ${jobs.table} j
        where ${job.tenantId} = company.tenant_id and ${job.lockedBy} is null and ${job.dueAt} <= now()
        order by ${job.dueAt} limit 1 for update skip locked) due
      limit 1
   )
   update ${jobs.table} j set ${lockedBy} = $1, ${lockedAt} = now(), ${attempts} = ${job.attempts} + 1
     from due where ${job.conversationId} = due.conversation_id
   returning ${as('tenantId', job.tenantId)}, ${as('conversationId', job.conversationId)}, ${as('attempts', job.attempts)}`,
);

/** The look is over, and nothing came meanwhile. $1 conversation, $2 who looked. @returns a row when it was so */
export const endTurnJob = statement(
  'ai-end-turn-job',
  sql`delete from ${jobs.table} j where ${job.conversationId} = $1 and ${job.lockedBy} = $2 and ${job.againAt} is null
   returning ${as('conversationId', job.conversationId)}`,
);

const free = `${lockedBy} = null, ${lockedAt} = null, ${againAt} = null`;

/** The look is over, and there is another one to come. $1 conversation, $2 who looked. */
export const repeatTurnJob = statement(
  'ai-repeat-turn-job',
  `update ${jobs.table} j set ${free}, ${dueAt} = coalesce(${job.againAt}, now()), ${attempts} = 0
    where ${job.conversationId} = $1 and ${job.lockedBy} = $2`,
);

/** The look failed. $1 conversation, $2 who looked. */
export const failTurnJob = statement(
  'ai-fail-turn-job',
  `update ${jobs.table} j set ${free}, ${dueAt} = now() + exp(least(${job.attempts}, 10)) * interval '1 second'
    where ${job.conversationId} = $1 and ${job.lockedBy} = $2`,
);

/** The look did not take place, as the process stops. $1 conversation, $2 who looked. */
export const releaseTurnJob = statement(
  'ai-release-turn-job',
  `update ${jobs.table} j set ${free}, ${dueAt} = now(), ${attempts} = greatest(${job.attempts} - 1, 0)
    where ${job.conversationId} = $1 and ${job.lockedBy} = $2`,
);

/** Claims whose answer never came. $1 who looks, $2 what it looks at. */
export const releaseUnknownTurns = statement(
  'ai-release-unknown-turns',
  `update ${jobs.table} j set ${free}, ${dueAt} = now()
    where ${job.lockedBy} = $1 and ${job.conversationId} <> all($2::uuid[]) and ${job.lockedAt} < now() - interval '10 seconds'`,
);

/** $1 names whose processes have died. */
export const releaseDeadTurns = statement(
  'ai-release-dead-turns',
  `update ${jobs.table} j set ${free}, ${dueAt} = now() where ${job.lockedBy} = any($1::text[])`,
);

/** Those who look and whose process is dead: the lock of their name is free. */
export const findDeadTurns = statement(
  'ai-find-dead-turns',
  sql`select ${as('id', text('w.id'))}
     from (select distinct ${job.lockedBy} as id from ${jobs.table} j where ${job.lockedBy} is not null) w
    where pg_try_advisory_xact_lock(${workerUse}, hashtext(w.id))`,
);

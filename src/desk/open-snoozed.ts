/**
 * End of a snooze: a scheduled job opens the conversation at `snoozedUntil`, also after a restart and with no client
 * connected. A sweep opens conversations whose job was lost.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, notNull, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConversationStatus } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { addJobSql } from '../jobs/add-job.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { changeConversation } from './change-conversation.js';

/** Name of the task. */
export const openSnoozedTask = 'open-snoozed-conversation';

/** Payload of the job. */
export interface OpenSnoozedJob {
  readonly conversationId: string;
}

const addOpenSnoozedJob = (conversationId: string) =>
  addJobSql(openSnoozedTask, {
    payload: { conversationId: `${conversationId}::text` },
    runAt: '$2::timestamptz',
    maxAttempts: 12,
    key: `'open-snoozed:' || ${conversationId}::text`,
  });

/** SQL that adds the job of `$1`, the conversation's id, at `$2`; a later snooze moves the job. */
export const addOpenSnoozedJobSql = `select ${addOpenSnoozedJob('$1')}`;
/** The same for several: `$1` is an array of ids. */
export const addOpenSnoozedJobsSql = `select count(${addOpenSnoozedJob('n.id')}) from unnest($1::text[]) as n(id)`;

interface DueRow {
  readonly id: string;
  readonly tenantId: string;
  readonly until: Date;
}

const { table, of } = tableOf(Conversation);
const conversation = of('c');
const pageSize = 500;

/** The status is a literal, so that a partial index holds exactly these rows. */
const findDue = statement(
  'snoozed-find-due',
  sql`select ${as('id', conversation.id)}, ${as('tenantId', conversation.tenantId)}, ${as('until', notNull(conversation.snoozedUntil))} from ${table} c
    where ${conversation.status} = ${quoted(ConversationStatus.SNOOZED)} and ${conversation.snoozedUntil} <= now()
    order by ${conversation.snoozedUntil} limit ${pageSize}`,
);
const findOneDue = statement(
  'snoozed-find-one-due',
  sql`select ${as('id', conversation.id)}, ${as('tenantId', conversation.tenantId)}, ${as('until', notNull(conversation.snoozedUntil))} from ${table} c
    where ${conversation.status} = ${quoted(ConversationStatus.SNOOZED)} and ${conversation.snoozedUntil} <= now() and ${conversation.id} = $1`,
);

/** The job. It does nothing if the conversation was opened or snoozed again in the meantime. */
export async function openSnoozed(database: Database, { conversationId }: OpenSnoozedJob): Promise<void> {
  for (const row of await database.query(findOneDue, [conversationId])) await open(database, row);
}

/** The sweep: opens all due conversations. @returns how many conversations it looked at */
export async function openDueSnoozed(database: Database): Promise<number> {
  let looked = 0;
  for (;;) {
    const due = await database.query(findDue);
    for (const row of due) await open(database, row);
    looked += due.length;
    if (due.length < pageSize) return looked;
  }
}

/** Job and sweep for the worker. */
export function createSnoozeJobs(database: Database): JobPart {
  return {
    tasks: { [openSnoozedTask]: job => openSnoozed(database, job as OpenSnoozedJob) },
    sweeps: [{ name: 'snoozed', everyMs: 60_000, run: async () => void (await openDueSnoozed(database)) }],
  };
}

function open(database: Database, { id, tenantId, until }: DueRow): Promise<void> {
  return changeConversation(database, { tenantId }, id, async ({ status, snoozedUntil }) => {
    const isStill = status === ConversationStatus.SNOOZED && snoozedUntil?.getTime() === until.getTime();
    return isStill ? { status: ConversationStatus.OPEN, snoozedUntil: null } : {};
  });
}

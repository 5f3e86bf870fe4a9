/**
 * Queue of events that wait for a channel lookup: their ledger row is RECEIVED, and a job of their conversation
 * requests it. Row and job commit together, so a crash after the acknowledgement loses no lookup.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { laneOf } from '../domain/channel-lookup.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { addJobSql, hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs, olderThanSql } from '../jobs/lost-jobs.js';
import { recordVerdicts, type Verdict, verdictParameters } from './ledger.js';

/** Name of the task. */
export const findChannelTask = 'find-channel';

/** Payload of the job: the events of one conversation, in order. */
export interface FindChannelJob {
  readonly tenantId: string;
  readonly accountId: string;
  readonly lane: string;
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

/** Attempts of the job itself, which fails only by a fault of this server. */
const jobMaxAttempts = 25;
/** A job that is this late is lost. */
const lostAfterMs = 120_000;

const jobKey = (accountId: string, lane: string) => `'${findChannelTask}:' || ${accountId} || ':' || ${lane}`;

/**
 * A queue runs one job at a time, and a conversation always uses the same one: so its events never overtake each other,
 * over all processes. Two queues per account: a slow vendor must not keep every worker from sending.
 */
const queueName = (accountId: string, lane: string) =>
  `'${findChannelTask}:' || ${accountId} || ':' || (hashtextextended(${lane}, 0) & 1)`;

interface LookupJobSql {
  readonly tenantId: string;
  readonly accountId: string;
  readonly lane: string;
  readonly runAt: string;
  readonly mode?: string;
}

const addLookupJob = ({ tenantId, accountId, lane, runAt, mode }: LookupJobSql) =>
  addJobSql(findChannelTask, {
    payload: { tenantId, accountId, lane },
    queue: queueName(accountId, lane),
    runAt,
    maxAttempts: jobMaxAttempts,
    key: jobKey(accountId, lane),
    keyMode: mode,
  });

/** A new event joins the waiting job; only a postponed event moves it. */
const enqueue = statement(
  'enqueue-channel-lookups',
  `select ${addLookupJob({
    tenantId: '$1::uuid',
    accountId: 'i.account_id',
    lane: 'i.lane',
    runAt: 'greatest(i.run_at, now())',
    mode: "case when i.is_put_off then 'replace' else 'preserve_run_at' end",
  })}
     from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::boolean[]) as i(account_id, lane, run_at, is_put_off)`,
);

/** Conversations that wait and have no job. */
export const lostLookups = defineLostJobs({
  name: 'channel look-ups',
  addJob: addLookupJob({
    tenantId: 'lost.tenant_id',
    accountId: 'lost.account_id',
    lane: 'lost.lane',
    runAt: 'now()',
  }),
  lost: `select distinct ${event.tenantId} as tenant_id, ${event.accountId} as account_id, ${event.lookupLane} as lane
           from ${ledger.table} w
          where ${event.status} = '${WebhookEventStatus.RECEIVED}' and ${event.lookupLane} is not null
            and ${olderThanSql(event.nextAttemptAt)} and ${hasNoJobSql(jobKey(event.accountId, event.lookupLane))}
          limit 200`,
  minAgeMs: lostAfterMs,
});

/** Writes verdicts; those to retry get their job in the same transaction. */
export async function writeVerdicts(
  database: Database,
  tenantId: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  const waiting = verdicts.flatMap(({ item, nextAttemptAt }) => {
    const lookup = item.event.channelLookup;
    if (!nextAttemptAt || lookup == null) return [];
    const isPutOff = nextAttemptAt.getTime() > Date.now();
    return [{ accountId: item.account.id, lane: laneOf(lookup), at: nextAttemptAt.toISOString(), isPutOff }];
  });
  const parameters = verdictParameters(tenantId, verdicts);
  if (waiting.length === 0) {
    await database.query(recordVerdicts, parameters);
    return;
  }
  await database.transaction(async transaction => {
    await transaction.query(recordVerdicts, parameters);
    await transaction.query(enqueue, [
      tenantId,
      waiting.map(({ accountId }) => accountId),
      waiting.map(({ lane }) => lane),
      waiting.map(({ at }) => at),
      waiting.map(({ isPutOff }) => isPutOff),
    ]);
  });
}

/** Postpones the job of a conversation until its first event is due again. */
export async function putOff(
  database: Database,
  { tenantId, accountId, lane }: FindChannelJob,
  until: Date,
): Promise<void> {
  await database.query(enqueue, [tenantId, [accountId], [lane], [until.toISOString()], [true]]);
}

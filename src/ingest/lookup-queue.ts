/**
 * Events that wait for a vendor's answer: their ledger row is RECEIVED, and a job asks. Row and job commit together,
 * so what was acknowledged is asked about whatever happens to this process.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { recordVerdicts, type Verdict, verdictParameters } from './ledger.js';

/** Name of the task. */
export const findChannelTask = 'find-channel';

/** What the job is about. */
export interface FindChannelJob {
  readonly tenantId: string;
  readonly eventId: string;
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

/** How often the job itself may fail, which only a fault of our own side makes it do. */
const jobMaxAttempts = 25;
/** A job that is this late is no longer on its way. */
const lostAfterMs = 120_000;

/** Two lanes an account: a vendor that is slow to answer must not keep every worker from sending. */
const queueName = (accountId: string, id: string) =>
  `'${findChannelTask}:' || ${accountId} || case when right(${id}::text, 1) < '8' then ':0' else ':1' end`;

const addJob = (tenantId: string, accountId: string, id: string, runAt: string) =>
  `graphile_worker.add_job('${findChannelTask}', json_build_object('tenantId', ${tenantId}, 'eventId', ${id}),
     queue_name => ${queueName(accountId, id)}, run_at => ${runAt}, max_attempts => ${jobMaxAttempts},
     job_key => '${findChannelTask}:' || ${id})`;

const enqueue = statement(
  'enqueue-channel-lookups',
  `select ${addJob('$1::uuid', 'i.account_id', 'i.id', 'greatest(i.run_at, now())')}
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as i(account_id, id, run_at)`,
);

const revive = statement(
  'revive-channel-lookups',
  `select ${addJob('lost.tenant_id', 'lost.account_id', 'lost.id', 'now()')}
     from (select ${event.id} as id, ${event.tenantId} as tenant_id, ${event.accountId} as account_id from ${ledger.table} w
            where ${event.status} = '${WebhookEventStatus.RECEIVED}'
              and ${event.nextAttemptAt} < now() - $1::float8 * interval '1 ms'
              and not exists (select 1 from graphile_worker.jobs j where j.key = '${findChannelTask}:' || ${event.id}
                    and (j.locked_at is not null or j.attempts < j.max_attempts))
            order by ${event.id} limit 200) lost`,
);

/** Writes verdicts; those that are to be tried again get their job in the same transaction. */
export async function writeVerdicts(
  database: Database,
  tenantId: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  const waiting = verdicts.flatMap(({ item, nextAttemptAt }) =>
    nextAttemptAt ? [{ accountId: item.account.id, id: item.ledgerId, at: nextAttemptAt.toISOString() }] : [],
  );
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
      waiting.map(({ id }) => id),
      waiting.map(({ at }) => at),
    ]);
  });
}

/** Gives a job to every row that waits and has none. @returns how many there were. */
export async function reviveLookups(database: Database): Promise<number> {
  return (await database.query(revive, [lostAfterMs])).length;
}

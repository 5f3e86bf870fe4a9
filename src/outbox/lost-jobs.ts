/**
 * Safety net: adds the job of a message that waits to be sent on an ACTIVE number, is the first of its conversation,
 * and has no job. That happens when someone edits the job table, or a job failed more often than allowed.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Channel } from '../entities/channel.entity.js';
import { Message } from '../entities/message.entity.js';
import type { Sweep } from '../jobs/sweep.js';
import { isUnsettledSql } from '../messages/next-in-line.js';
import { addSendJob, sendMessageTask } from '../messages/send-job.js';

const messages = tableOf(Message);
const message = messages.of('m');
const older = messages.of('o');
const channel = tableOf(Channel).of('h');

const reviveStatement = statement(
  'outbox-revive-messages',
  `select ${addSendJob({ tenantId: 'lost.tenant_id', messageId: 'lost.id', channelId: 'lost.channel_id' })}
     from (select ${message.id} as id, ${message.tenantId} as tenant_id, ${message.channelId} as channel_id
             from ${messages.table} m
             join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId} and ${channel.status} = 'ACTIVE'
            where ${isUnsettledSql('m')} and ${message.createdAt} < now() - $1::float8 * interval '1 ms'
              and not exists (select 1 from graphile_worker.jobs j
                    where j.key = 'send:' || ${message.id} and (j.locked_at is not null or j.attempts < j.max_attempts))
              and not exists (select 1 from ${messages.table} o
                    where ${older.conversationId} = ${message.conversationId} and ${older.id} < ${message.id} and ${isUnsettledSql('o')})
            order by ${message.id} limit 100) lost`,
);

/** A job that was replaced while it ran, and whose process then died, stays behind without a key. */
const forgetStatement = statement(
  'outbox-forget-replaced-jobs',
  `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
    where task_identifier = '${sendMessageTask}' and key is null and attempts >= max_attempts and locked_at is null
   having count(*) > 0`,
);

/** Options of `createLostJobSweep`. */
export interface LostJobSweepOptions {
  readonly database: Database;
  /** Messages younger than this are left alone. */
  readonly minAgeMs?: number;
  readonly log: (message: string) => void;
}

/** Looks for such messages at start and every minute. */
export function createLostJobSweep({ database, minAgeMs = 60_000, log }: LostJobSweepOptions): Sweep {
  return {
    name: 'lost jobs',
    everyMs: 60_000,
    run: async () => {
      const revived = await database.query(reviveStatement, [minAgeMs]);
      if (revived.length > 0) log(`made new jobs for ${revived.length} message(s) that had none`);
      await database.query(forgetStatement);
    },
  };
}

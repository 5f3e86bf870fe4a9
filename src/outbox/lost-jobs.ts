/**
 * Safety net: enqueues the missing job of a message that waits to be sent on an ACTIVE number and is the first of its
 * conversation. Jobs are missing when someone edits the job table, or a job failed more often than allowed.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { callJobFunction, jobsView } from '../database/job-schema.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Message } from '../entities/message.entity.js';
import { hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs, olderThanSql } from '../jobs/lost-jobs.js';
import type { Sweep } from '../jobs/sweep.js';
import { isUnsettledSql } from '../messages/conversation-order.js';
import { addSendJob, sendJobKey, sendMessageTask } from '../messages/send-job.js';

const messages = tableOf(Message);
const message = messages.of('m');
const older = messages.of('o');
const channel = tableOf(Channel).of('h');

const lostSends = defineLostJobs({
  name: 'lost jobs',
  addJob: addSendJob({ tenantId: 'lost.tenant_id', messageId: 'lost.id', channelId: 'lost.channel_id' }),
  lost: `select ${message.id} as id, ${message.tenantId} as tenant_id, ${message.channelId} as channel_id
           from ${messages.table} m
           join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId} and ${channel.status} = ${quoted(ChannelStatus.ACTIVE)}
          where ${isUnsettledSql('m')} and ${olderThanSql(message.createdAt)} and ${hasNoJobSql(sendJobKey(message.id))}
            and not exists (select 1 from ${messages.table} o
                  where ${older.conversationId} = ${message.conversationId} and ${older.id} < ${message.id} and ${isUnsettledSql('o')})
          order by ${message.id} limit 100`,
  minAgeMs: 60_000,
});

/** A job that was replaced while it ran, and whose process then died, stays without a key. */
const forgetStatement = statement(
  'outbox-forget-replaced-jobs',
  `select ${callJobFunction('complete_jobs', 'array_agg(id)')} from ${jobsView}
    where task_identifier = '${sendMessageTask}' and key is null and attempts >= max_attempts and locked_at is null
   having count(*) > 0`,
);

/** Options of `createLostJobSweep`. */
export interface LostJobSweepOptions {
  readonly database: Database;
  /** Younger messages are skipped; a minute by default. */
  readonly minAgeMs?: number;
  readonly log: (message: string) => void;
}

/** Looks for such messages at start and every minute. */
export function createLostJobSweep({ database, minAgeMs, log }: LostJobSweepOptions): Sweep {
  const sweep = lostSends.sweep(database, {
    minAgeMs,
    onFound: count => log(`made new jobs for ${count} message(s) that had none`),
  });
  return {
    ...sweep,
    run: async stopping => {
      await sweep.run(stopping);
      await database.query(forgetStatement);
    },
  };
}

/** The job that answers a message outside business hours; see `outbox/away-reply.ts`. */
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { addJobSql } from '../jobs/add-job.js';

/** Name of the task. */
export const awayReplyTask = 'away-reply';

/** Payload of the job. */
export interface AwayReplyJob {
  readonly tenantId: string;
  readonly messageId: string;
}

/** SQL expressions of a job. */
interface AwayJobSql extends AwayReplyJob {
  readonly conversationId: string;
}

/** SQL of the key of a conversation's job. */
export const awayReplyKey = (conversationId: string): string => `'away:' || ${conversationId}`;

/** SQL of the call that adds the job; one waits for each conversation. */
export function addAwayReplyJob({ tenantId, messageId, conversationId }: AwayJobSql): string {
  return addJobSql(awayReplyTask, {
    payload: { tenantId, messageId },
    key: awayReplyKey(conversationId),
    maxAttempts: 12,
  });
}

const enqueueStatement = statement(
  'enqueue-away-reply',
  `select ${addAwayReplyJob({ tenantId: '$1::uuid', messageId: '$2::uuid', conversationId: '$3::uuid' })}`,
);

/** Adds the job of a message. */
export async function enqueueAwayReply(
  database: Pick<Database, 'query'>,
  { tenantId, messageId }: AwayReplyJob,
  conversationId: string,
): Promise<void> {
  await database.query(enqueueStatement, [tenantId, messageId, conversationId]);
}

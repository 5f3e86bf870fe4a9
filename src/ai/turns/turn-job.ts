/** The job that looks at a customer's turn. */
import type { Transaction } from '../../database/database.js';
import { statement } from '../../database/statement.js';
import { addJobSql } from '../../jobs/add-job.js';

/** Name of the task. */
export const aiTurnTask = 'ai-turn';

/** Flag of these jobs, by which the gate holds them back: calls that hang must not delay messages to customers. */
export const aiTurnFlag = 'ai-turn';

/** Payload of the job. */
export interface AiTurnJob {
  readonly tenantId: string;
  readonly conversationId: string;
}

/** SQL of the key of a conversation's job. */
export const aiTurnKey = (conversationId: string): string => `'ai-turn:' || ${conversationId}`;

/**
 * SQL of a conversation's queue. graphile-worker never deletes a queue, and looks at every idle one for each job of any task:
 * a queue for each conversation would slow down all jobs (`messages/send-job.ts`). So conversations share some.
 */
const aiTurnQueue = (conversationId: string): string =>
  `'ai-turn:' || (hashtext((${conversationId})::text) & 127)`;

/** SQL of the call that adds the job; those of a conversation run one after another. */
export function addAiTurnJob({
  tenantId,
  conversationId,
  runAt,
}: AiTurnJob & { readonly runAt: string }): string {
  return addJobSql(aiTurnTask, {
    payload: { tenantId, conversationId },
    key: aiTurnKey(conversationId),
    keyMode: "'preserve_run_at'",
    runAt,
    maxAttempts: 8,
    queue: aiTurnQueue(conversationId),
    flags: `array['${aiTurnFlag}']`,
  });
}

const addLater = statement(
  'ai-turn-later',
  `select ${addAiTurnJob({ tenantId: '$1::uuid', conversationId: '$2::uuid', runAt: '$3::timestamptz' })}`,
);

/** Adds the job for a later time. */
export async function addTurnJobAt(
  { query }: Transaction,
  { tenantId, conversationId }: AiTurnJob,
  at: Date,
): Promise<void> {
  await query(addLater, [tenantId, conversationId, at]);
}

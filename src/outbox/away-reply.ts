/**
 * The away text: a message to a person who wrote outside business hours, from the number that they wrote to.
 *
 * Ingest adds a job after it stored the message; a sweep adds the job of a message that a crash left without one. The
 * conversation's row in `away_replies` is the lock: it is written in the transaction that queues the text, so two
 * processes, a repeated job and a restart send it once.
 */
import type { Database, PublishingTransaction } from '../database/database.js';
import { type AwayRule, isAwayAt, toAwayRule } from '../domain/away-rule.js';
import { TrunklineError } from '../domain/errors.js';
import type { OpeningRules } from '../domain/opening-hours.js';
import { ChannelStatus, type ProviderKind } from '../domain/vocabulary.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { addMessage, toAddedEvent } from '../messages/add-message.js';
import { type AwayReplyJob, awayReplyTask } from '../messages/away-job.js';
import type { Provider } from '../providers/contract/provider.js';
import {
  considerConversation,
  enqueueMissed,
  findQueuedText,
  findWritten,
  listAwayChannels,
  noteSent,
} from './away-rows.js';
import { toReplyContent } from './reply-content.js';

/** Options of `createAwayJobs`. */
export interface AwayOptions {
  readonly database: Database;
  readonly getProvider: (kind: ProviderKind) => Provider;
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
}

const hourMs = 3_600_000;
/** A conversation gets the text at most once in this time. */
const pauseMs = 12 * hourMs;
/** Older messages are not answered: they were reprocessed, or the server was down. */
const maxAgeMs = hourMs;
/** The sweep leaves younger messages to the job of ingest. */
const sweepMinAgeMs = 30_000;

/** Sends the away text in answer to a message, if it is still due. @returns true if it was queued */
export function sendAwayReply(
  { database, getProvider, log }: AwayOptions,
  { tenantId, messageId }: AwayReplyJob,
): Promise<boolean> {
  return database.publish(tenantId, async transaction => {
    const [written] = await transaction.query(findWritten, [tenantId, messageId]);
    if (!written) return false;
    const { conversationId } = written;
    const [considered] = await transaction.query(considerConversation, [conversationId, tenantId]);
    const now = new Date();
    const sentAt = considered?.sentAt ?? null;
    if (sentAt !== null && now.getTime() - sentAt.getTime() < pauseMs) return false;
    const rule = ruleOf(written);
    const isFresh = isWithin(written.createdAt, now, maxAgeMs) && isWithin(written.sentAt, now, maxAgeMs);
    const isDue = rule !== null && isFresh && isAwayAt(rule, written.createdAt) && isAwayAt(rule, now);
    if (!isDue || !written.isWritten || written.isAnswered) return false;
    if (written.channelStatus !== ChannelStatus.ACTIVE || written.optedOutAt !== null) return false;
    try {
      const facts = { ...written, ...noTemplate };
      const content = toReplyContent({ text: rule.text }, facts, getProvider(written.kind));
      return await queue(transaction, { tenantId, conversationId, messageId, content });
    } catch (error) {
      if (!(error instanceof TrunklineError)) throw error;
      log('away text not sent', { conversationId, code: error.code });
      return false;
    }
  });
}

interface QueuedText {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly content: ReturnType<typeof toReplyContent>;
}

async function queue(
  transaction: PublishingTransaction,
  { tenantId, conversationId, messageId, content }: QueuedText,
): Promise<boolean> {
  const added = await addMessage(transaction, {
    ...{ tenantId, conversationId, ...content },
    authorUserId: null,
    idempotencyKey: `away:${messageId}`,
  });
  if (!added) return false;
  await transaction.query(noteSent, [conversationId, added.messageId]);
  transaction.emit(toAddedEvent(added));
  return true;
}

/**
 * Reason not to send a queued away text any longer: it is open again, or the text waited too long. Null when it is
 * valid, or the message is another one.
 */
export async function findOutdatedAwayReason(
  database: Database,
  tenantId: string,
  messageId: string,
): Promise<string | null> {
  const [text] = await database.query(findQueuedText, [tenantId, messageId]);
  if (!text) return null;
  const now = new Date();
  const rule = ruleOf(text);
  if (rule === null || !isAwayAt(rule, now)) return 'The company is open again.';
  return isWithin(text.sentAt, now, maxAgeMs) ? null : 'The away text waited for over an hour.';
}

/** Adds the jobs of messages that have none. @returns how many were added */
export async function enqueueMissedAwayReplies(
  database: Database,
  minAgeMs = sweepMinAgeMs,
): Promise<number> {
  const now = new Date();
  const closed = (await database.query(listAwayChannels)).filter(row => {
    const rule = ruleOf(row);
    return rule !== null && isAwayAt(rule, now);
  });
  if (closed.length === 0) return 0;
  const tenantIds = [...new Set(closed.map(({ tenantId }) => tenantId))];
  const channelIds = closed.map(({ channelId }) => channelId);
  return (await database.query(enqueueMissed, [tenantIds, channelIds, minAgeMs])).length;
}

/** Job and sweep for the worker. */
export function createAwayJobs(options: AwayOptions): JobPart {
  return {
    tasks: { [awayReplyTask]: async job => void (await sendAwayReply(options, job as AwayReplyJob)) },
    sweeps: [
      {
        name: 'away texts',
        everyMs: 60_000,
        run: async () => void (await enqueueMissedAwayReplies(options.database)),
      },
    ],
  };
}

interface RuleRow {
  readonly timezone: string;
  readonly companyHours: OpeningRules | null;
  readonly companyText: string | null;
  readonly channelHours: OpeningRules | null;
  readonly channelText: string | null;
}

function ruleOf(row: RuleRow): AwayRule | null {
  return toAwayRule(
    { businessHours: row.channelHours, awayText: row.channelText },
    { businessHours: row.companyHours, awayText: row.companyText, timezone: row.timezone },
  );
}

const isWithin = (at: Date, now: Date, ms: number): boolean => now.getTime() - at.getTime() <= ms;

const noTemplate = {
  ...{ templateId: null, templateAccountId: null, templateStatus: null },
  ...{ templateBody: null, templateVariables: null },
};

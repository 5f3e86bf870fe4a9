/** Enqueues the away text for a message that arrived outside business hours. */
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { isAwayAt } from '../domain/away-rule.js';
import type { IngestItem, IngestResult } from '../domain/ingest-item.js';
import { opensReplyWindow } from '../domain/reply-window.js';
import { upTo } from '../domain/up-to.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { enqueueAwayReply } from '../messages/away-job.js';

/** Called after a message was stored; adds a job if its sender is to get the away text. Never rejects. */
export type AnswerAway = (item: IngestItem, result: IngestResult) => Promise<void>;

/** Older messages are reprocessed ones: an answer would come too late. */
const maxAgeMs = 3_600_000;
/** Further messages of a conversation within this time need no job of their own. */
const quietMs = 600_000;
const maxConversations = 20_000;

/**
 * Creates the function. Outside of the statement that stores the message: a job that a crash leaves out is added by
 * the sweep of `outbox/away-reply.ts`. Within business hours, and without an away text, it reads nothing.
 */
export function createAnswerAway(
  database: Database,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): AnswerAway {
  const recent = new LRUCache<string, true>({ ...upTo(maxConversations), ttl: quietMs });
  return async ({ account, event, receivedAt, ledgerId }, result) => {
    const { status, channelId, conversationId, messageId } = result;
    if (event.type !== 'message' || status !== WebhookEventStatus.PROCESSED) return;
    if (channelId === null || conversationId === null || messageId === null) return;
    const rule = account.awayRules.get(channelId);
    if (!rule || !opensReplyWindow(event) || Date.now() - receivedAt.getTime() > maxAgeMs) return;
    if (!isAwayAt(rule, receivedAt) || recent.has(conversationId)) return;
    try {
      await enqueueAwayReply(database, { tenantId: account.tenantId, messageId }, conversationId);
      recent.set(conversationId, true);
    } catch (error) {
      alert('An away text was not queued; the sweep tries again.', { ledgerId, cause: String(error) });
    }
  };
}

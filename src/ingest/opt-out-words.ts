/**
 * STOP, START and the company's own opt-out words: applies the word of a stored message to its address.
 */

import type { Database, PublishingTransaction } from '../database/database.js';
import { TrunklineError } from '../domain/errors.js';
import type { IngestItem, IngestResult } from '../domain/ingest-item.js';
import { findOwnOptOutWord, type OptOutWord } from '../domain/opt-out.js';
import { applyOptOutWord } from '../people/opt-outs.js';

/** An opt-out word in a message, and what is stored as the reason. */
export interface FoundOptOut {
  readonly word: OptOutWord;
  readonly reason: string;
}

/**
 * The opt-out word that the provider recognised in the message, else the company's own word that the message consists
 * of; null for every other event.
 */
export function findOptOutWord({
  event,
  account,
}: Pick<IngestItem, 'event' | 'account'>): FoundOptOut | null {
  if (event.type !== 'message') return null;
  if (event.optOut) return { word: event.optOut, reason: event.optOut };
  const reason = findOwnOptOutWord(event.text, account.optOutWords);
  return reason === null ? null : { word: 'STOP', reason };
}

/**
 * Applies the opt-out. Idempotent: a repeated webhook applies it again and so repairs what a crash left out. Errors
 * other than an unavailable database are reported, not thrown. @throws UnavailableError
 */
export async function recordOptOut(
  database: Database,
  { account, event, ledgerId }: IngestItem,
  { channelId }: IngestResult,
  found: FoundOptOut,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  if (event.type !== 'message' || channelId === null) return;
  const { tenantId } = account;
  try {
    const work = async (transaction: PublishingTransaction): Promise<void> => {
      const about = { tenantId, channelId, messageKey: event.messageKey };
      transaction.emit(...(await applyOptOutWord(transaction, about, found)));
    };
    await database.publish(tenantId, work, database.keyedPool);
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    const cause = error instanceof Error ? error.message : String(error);
    alert('An opt-out could not be kept; a repeat of the webhook tries again.', { ledgerId, cause });
  }
}

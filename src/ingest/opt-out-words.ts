/** STOP and START: applies the opt-out word that the provider recognised in a stored message to its address. */

import type { Database, PublishingTransaction } from '../database/database.js';
import { TrunklineError } from '../domain/errors.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import type { IngestItem, IngestResult } from '../domain/ingest-item.js';
import type { OptOutWord } from '../domain/opt-out.js';
import { applyOptOutWord } from '../people/opt-outs.js';

/** The opt-out word that the provider recognised in the message; null for every other event. */
export function findOptOutWord(event: InboundEvent): OptOutWord | null {
  return event.type === 'message' ? (event.optOut ?? null) : null;
}

/**
 * Applies the opt-out. Idempotent: a repeated webhook applies it again and so repairs what a crash left out. Errors
 * other than an unavailable database are reported, not thrown. @throws UnavailableError
 */
export async function learnOptOut(
  database: Database,
  { account, event, ledgerId }: IngestItem,
  { channelId }: IngestResult,
  word: OptOutWord,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  if (event.type !== 'message' || channelId === null) return;
  const { tenantId } = account;
  try {
    const work = async (transaction: PublishingTransaction): Promise<void> => {
      const about = { tenantId, channelId, messageKey: event.messageKey };
      transaction.emit(...(await applyOptOutWord(transaction, about, word)));
    };
    await database.publish(tenantId, work, database.keyedPool);
  } catch (error) {
    if (error instanceof TrunklineError) throw error;
    const cause = error instanceof Error ? error.message : String(error);
    alert('An opt-out could not be kept; a repeat of the webhook tries again.', { ledgerId, cause });
  }
}

import { clearDrafts, countDrafts } from './drafts.js';
import type { Outbox } from './outbox.js';

/** True if a sign-out would delete something. */
export const hasUnsent = (userId: string, outbox: Outbox): boolean =>
  countDrafts(userId) > 0 || outbox.entries().length > 0;

/** Deletes drafts and waiting replies. */
export function forgetUnsent(outbox: Outbox): void {
  clearDrafts(true);
  outbox.clear();
}

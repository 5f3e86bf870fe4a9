import type { Transaction } from '../database/database.js';
import { raiseSessionEpoch, revokeSessions } from './session-rows.js';

/**
 * Ends every session of a user within a transaction: refresh tokens and access tokens. The caller notifies this process
 * after the commit (`Sessions.noteChanged`); the database notifies the others.
 * @returns how many were ended; null when there is no such user
 */
export async function endSessionsOfUser(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  userId: string,
): Promise<number | null> {
  // Locks the user's row.
  const raised = await query(raiseSessionEpoch, [tenantId, userId]);
  if (raised.length === 0) return null;
  const [row] = await query(revokeSessions, [tenantId, userId]);
  return row?.ended ?? 0;
}

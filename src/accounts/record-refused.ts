import { recordActivity } from '../database/activities/pending-activity.js';
import type { Database } from '../database/database.js';
import type { AccountUser } from './session-rows.js';

/** Records the failure of a known user; for others no company can be named. */
export type RecordRefused = (user: Pick<AccountUser, 'id' | 'tenantId'>) => void;

/**
 * Creates the function. It returns at once: the time of the response must not tell which e-mails exist. The limits of
 * sign-ins bound the rows.
 */
export function createRecordRefused(
  database: Pick<Database, 'transaction'>,
  log: (message: string, facts: Readonly<Record<string, string | null>>) => void,
): RecordRefused {
  return ({ id, tenantId }) => {
    const record = { tenantId, targetId: id, action: 'user.sign_in_refused' };
    database
      .transaction(async () => recordActivity(record))
      .catch(error => log('refused sign-in not recorded', { userId: id, error: String(error) }));
  };
}

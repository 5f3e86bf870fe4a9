/** Database access of the desk's use cases: one unit of work of one tenant. */
import type { Database } from '../database/database.js';

/** Changes and their events, committed together. */
export type DeskDatabase = Pick<Database, 'change'>;

/** The acting user: from the credential, never from an argument. */
export interface DeskActor {
  readonly tenantId: string;
  readonly userId: string;
}

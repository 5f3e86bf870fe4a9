/** What the desk's use cases need of the database: one unit of work of one tenant. */
import type { Database } from '../database/database.js';

/** Changes and their events, committed together. */
export type DeskDatabase = Pick<Database, 'change'>;

/** Who acts: taken from the credential, never from an argument. */
export interface DeskActor {
  readonly tenantId: string;
  readonly userId: string;
}

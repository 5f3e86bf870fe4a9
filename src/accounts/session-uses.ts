/** Records when and from where sessions are used, at most once a minute each. */
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { upTo } from '../domain/up-to.js';
import type { SessionClient } from './session-client.js';
import { noteSessionUse } from './session-rows.js';
import type { Viewer } from './viewer.js';

/** Recorder of uses. */
export interface SessionUses {
  /** Records a use without waiting for the database. A failure is logged: the next minute writes again. */
  note(viewer: Viewer, client: () => SessionClient): void;
}

const intervalMs = 60_000;
const maxSessions = 10_000;

/** Creates the recorder of a process. */
export function createSessionUses(
  database: Pick<Database, 'query'>,
  log: (message: string, facts: Readonly<Record<string, string | null>>) => void,
): SessionUses {
  const recent = new LRUCache<string, true>({ ...upTo(maxSessions), ttl: intervalMs });
  return {
    note: ({ userId, sessionId }, client) => {
      if (sessionId === null || recent.has(sessionId)) return;
      recent.set(sessionId, true);
      const { address, userAgent } = client();
      database.query(noteSessionUse, [userId, sessionId, userAgent, address]).catch(error => {
        log('the use of a session was not recorded', { userId, error: String(error) });
      });
    },
  };
}

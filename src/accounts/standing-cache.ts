/**
 * Cache of session standing: checked for every request and live delivery, so answered from memory for a few seconds.
 * Every end of access notifies all processes (triggers of `users`, `sessions` and `tenants`), and the notification removes
 * the entry. Where a notification is lost, the change counts after `lifetimeMs`.
 */
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { upTo } from '../domain/up-to.js';
import { readStanding, type Standing } from './session-rows.js';
import type { Viewer } from './viewer.js';

/** Checks if viewers are current. */
export interface StandingCache {
  /**
   * The viewer with `mustEnrol` as it is now. Null after the session ended, or the user was signed out everywhere,
   * disabled, removed, or given another role.
   * @throws UnavailableError while the database is unavailable and no fresh answer is cached
   */
  admit(viewer: Viewer): Promise<Viewer | null>;
  /** Removes the entries of a user or a company, all of them for null, so that the next check reads the database. */
  forget(id: string | null): void;
}

interface Entry {
  readonly userId: string;
  readonly tenantId: string;
  readonly standing: Promise<Standing | null>;
}

/** Longest time for which a change without a notification goes unnoticed. */
const lifetimeMs = 5_000;
const maxSessions = 10_000;

/** Creates a cache over the database. */
export function createStandingCache(database: Database): StandingCache {
  const entries = new LRUCache<string, Entry>({ ...upTo(maxSessions), ttl: lifetimeMs });

  const read = ({ userId, tenantId, sessionId }: Viewer): Promise<Standing | null> => {
    const key = `${userId} ${sessionId}`;
    const known = entries.get(key);
    if (known) return known.standing;
    const standing = database.query(readStanding, [userId, sessionId]).then(([row]) => row ?? null);
    const entry = { userId, tenantId, standing };
    entries.set(key, entry);
    standing.catch(() => {
      if (entries.peek(key) === entry) entries.delete(key);
    });
    return standing;
  };

  return {
    async admit(viewer) {
      const standing = await read(viewer);
      const isCurrent =
        standing?.isOpen &&
        standing.tenantId === viewer.tenantId &&
        standing.disabledAt === null &&
        standing.sessionEpoch === viewer.sessionEpoch &&
        standing.role === viewer.role;
      if (!isCurrent) return null;
      const mustEnrol = viewer.mustEnrol ?? false;
      return standing.mustEnrol === mustEnrol ? viewer : { ...viewer, mustEnrol: standing.mustEnrol };
    },
    forget: id => {
      if (id === null) return entries.clear();
      for (const [key, { userId, tenantId }] of entries.entries()) {
        if (userId === id || tenantId === id) entries.delete(key);
      }
    },
  };
}

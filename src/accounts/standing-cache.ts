/**
 * Cache of session standing: checked for every live delivery, so answered from memory for a few seconds. In the process
 * that revokes, the answer changes at once; in the others, within `lifetimeMs`.
 */
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { readStanding, type Standing } from './session-rows.js';
import type { Viewer } from './viewer.js';

/** Checks if viewers are current. */
export interface StandingCache {
  /**
   * False after the user was signed out everywhere, disabled, removed, or given another role.
   * @throws UnavailableError while the database is unavailable and no fresh answer is cached
   */
  isCurrent(viewer: Viewer): Promise<boolean>;
  /** Removes a user, so that the next check reads the database. */
  forget(userId: string): void;
}

/** Longest time for which a revocation can go unnoticed by another process. */
const lifetimeMs = 5_000;
const maxUsers = 10_000;

/** Creates a cache over the database. */
export function createStandingCache(database: Database): StandingCache {
  const standings = new LRUCache<string, Promise<Standing | null>>({ max: maxUsers, ttl: lifetimeMs });

  const read = (userId: string): Promise<Standing | null> => {
    const known = standings.get(userId);
    if (known) return known;
    const standing = database.query(readStanding, [userId]).then(([row]) => row ?? null);
    standings.set(userId, standing);
    standing.catch(() => {
      if (standings.peek(userId) === standing) standings.delete(userId);
    });
    return standing;
  };

  return {
    async isCurrent(viewer) {
      const standing = await read(viewer.userId);
      return (
        standing !== null &&
        standing.tenantId === viewer.tenantId &&
        standing.disabledAt === null &&
        standing.sessionEpoch === viewer.sessionEpoch &&
        standing.role === viewer.role
      );
    },
    forget: userId => {
      standings.delete(userId);
    },
  };
}

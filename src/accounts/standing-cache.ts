/**
 * Whether a viewer's token still counts: asked for every live delivery, so answered from memory for a few seconds.
 * In the process that revokes, the answer changes at once; in the others, within `lifetimeMs`.
 */
import type { Database } from '../database/database.js';
import { readStanding, type Standing } from './session-rows.js';
import type { Viewer } from './viewer.js';

/** Answers whether viewers are current. */
export interface StandingCache {
  /**
   * False once the user was signed out everywhere, disabled, removed, or given another role.
   * @throws UnavailableError while the database is away and nothing fresh is remembered
   */
  isCurrent(viewer: Viewer): Promise<boolean>;
  /** Forgets a user, so that the next question reads the database. */
  forget(userId: string): void;
}

/** Longest time for which a revocation can go unnoticed by another process. */
const lifetimeMs = 5_000;
const maxUsers = 10_000;

/** A cache over the database; `now` is in milliseconds. */
export function createStandingCache(database: Database, now: () => number = Date.now): StandingCache {
  const known = new Map<string, { readonly until: number; readonly standing: Promise<Standing | null> }>();

  const read = (userId: string): Promise<Standing | null> => {
    const remembered = known.get(userId);
    if (remembered && remembered.until > now()) return remembered.standing;
    if (known.size >= maxUsers) known.clear();
    const standing = database.query<Standing>(readStanding, [userId]).then(([row]) => row ?? null);
    const entry = { until: now() + lifetimeMs, standing };
    known.set(userId, entry);
    standing.catch(() => {
      if (known.get(userId) === entry) known.delete(userId);
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
    forget: userId => known.delete(userId),
  };
}

/**
 * Viewers of API tokens. A token is checked for every request and live delivery, so the answer is kept for a few seconds.
 * What ends a token notifies every process (the triggers of `api_tokens` and `users`), and the notification removes the
 * entry; where a notification is lost, the change counts after `lifetimeMs`.
 */
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import { upTo } from '../domain/up-to.js';
import { type AcceptedToken, findAcceptedToken, noteTokenUse } from './api-token-rows.js';
import { hashApiTokenSecret } from './api-token-secret.js';
import type { Viewer } from './viewer.js';

/** Checks API tokens. */
export interface ApiTokenCache {
  /** The viewer of a secret that is accepted now, else null. @throws UnavailableError */
  admit(secret: string): Promise<Viewer | null>;
  /** Whether the token that the viewer was admitted with is still accepted, with the same rights. @throws UnavailableError */
  isCurrent(viewer: Viewer): Promise<boolean>;
  /** Removes the tokens of a user or a company, all of them for null. */
  forget(id: string | null): void;
}

const lifetimeMs = 5_000;
const maxTokens = 10_000;
/** A use is stored at most once a minute; the database decides, this only saves the statement. */
const noteUseEveryMs = 60_000;
/** Expiry of sockets of tokens without an end. */
const farFutureMs = 8.64e15;

/** Creates a cache over the database. */
export function createApiTokenCache(database: Database, log: (message: string) => void): ApiTokenCache {
  const found = new LRUCache<string, Promise<Viewer | null>>({
    ...upTo(maxTokens),
    ttl: lifetimeMs,
    perf: Date,
  });
  const userOf = new LRUCache<string, { readonly userId: string; readonly tenantId: string }>({
    ...upTo(maxTokens),
  });
  const noted = new LRUCache<string, true>({ ...upTo(maxTokens), ttl: noteUseEveryMs });

  const read = (hash: string): Promise<Viewer | null> => {
    const known = found.get(hash);
    if (known) return known;
    const viewer = database
      .query(findAcceptedToken, [hash])
      .then(([row]) => (row ? toViewer(row, hash) : null));
    found.set(hash, viewer);
    viewer.then(
      found => found && userOf.set(hash, found),
      () => {
        if (found.peek(hash) === viewer) found.delete(hash);
      },
    );
    return viewer;
  };

  const noteUse = (tokenId: string): void => {
    if (noted.has(tokenId)) return;
    noted.set(tokenId, true);
    database
      .query(noteTokenUse, [tokenId])
      .catch(error => log(`The use of an API token could not be stored: ${error.message}`));
  };

  return {
    admit: async secret => {
      const hash = hashApiTokenSecret(secret);
      const viewer = hash === null ? null : await read(hash);
      if (viewer === null || viewer.expiresAt <= new Date()) return null;
      if (viewer.apiToken) noteUse(viewer.apiToken.id);
      return viewer;
    },
    isCurrent: async viewer => {
      if (!viewer.apiToken || viewer.expiresAt <= new Date()) return false;
      const now = await read(viewer.apiToken.secretHash);
      return now !== null && rightsOf(now) === rightsOf(viewer);
    },
    forget: id => {
      if (id === null) return found.clear();
      for (const [hash, { userId, tenantId }] of userOf.entries())
        if (userId === id || tenantId === id) found.delete(hash);
    },
  };
}

const rightsOf = ({ permissions, channelIds }: Viewer) => JSON.stringify([permissions, channelIds]);

function toViewer(row: AcceptedToken, secretHash: string): Viewer {
  const ends = [row.expiresAt, row.isPrevious ? row.previousEndsAt : null].filter(date => date !== null);
  return {
    userId: row.userId,
    tenantId: row.tenantId,
    role: row.role,
    permissions: row.scopes,
    channelIds: row.channelIds,
    sessionId: null,
    sessionEpoch: row.sessionEpoch,
    expiresAt: new Date(Math.min(farFutureMs, ...ends.map(Number))),
    apiToken: { id: row.id, secretHash, assistantId: row.assistantId },
  };
}

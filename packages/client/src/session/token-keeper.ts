import type { Fetch } from '../fetch.js';
import { callSafely, type ThrowHandler } from '../report-throw.js';
import { createTokenRequest, type TokenRequest } from './request-tokens.js';
import { withSharedLock } from './shared-lock.js';
import { openTabChannel } from './tab-channel.js';
import { memoryStorage, type TokenStorage } from './token-storage.js';
import { isDue, type KeptTokens, type SessionEnd, type Tokens } from './tokens.js';

/** Options of `createTokenKeeper`. */
export interface TokenKeeperOptions {
  /** Address of the server, such as `https://trunkline.example`; in a page of the server itself, ''. */
  readonly url: string;
  /** Where the tokens are; in memory when absent. With `webStorage()` all tabs share one session. */
  readonly storage?: TokenStorage;
  /** Called once when the session has ended, in every tab that shares the storage. Show the sign-in, or reload. */
  readonly onEnd?: (reason: SessionEnd) => void;
  /** A token is refreshed when less than this is left of its life; 60 s when absent. */
  readonly refreshAheadMs?: number;
  /** Name of the lock and the channel that tabs share. Sessions of two servers on one origin need two names. */
  readonly name?: string;
  /** Called with what `onEnd` threw; reported as an uncaught error when absent. */
  readonly onThrow?: ThrowHandler;
  readonly fetch?: Fetch;
  /** Replaces the request to `/auth/refresh`. Must return the same tokens when a request is repeated. */
  readonly refresh?: TokenRequest;
}

/** The session of a user: its tokens, refreshed when they are needed. */
export interface TokenKeeper {
  /**
   * A valid access token, refreshed when it is about to expire; null without a session.
   *
   * @throws when it has expired and the server cannot be reached; the session goes on
   */
  accessToken(): Promise<string | null>;
  /** The server answered UNAUTHENTICATED to this token: the next `accessToken()` refreshes it. */
  reject(accessToken: string): void;
  /** Begins a session with the result of a sign-in. */
  start(tokens: Tokens): Promise<void>;
  /** Ends the session in all tabs that share the storage. Does not inform the server. */
  end(): Promise<void>;
  /** Stops listening to other tabs; afterwards `onEnd` is not called. The session stays. */
  stop(): void;
}

/** Creates a keeper; one per page and server. The session that the storage contains goes on. */
export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { storage = memoryStorage(), refreshAheadMs = 60_000, name = 'trunkline-session' } = options;
  const request = options.refresh ?? createTokenRequest(options.url, options.fetch);
  const renewals = new Map<string, Promise<string | null>>();
  let rejected: string | null = null;
  /** The session that this tab works with. */
  let sessionId: string | null = null;
  let isStopped = false;
  /** Changes with each write of this tab: what was read before it says nothing about the session. */
  let writes = 0;

  const noteEnd = (reason: SessionEnd): void => {
    if (sessionId === null) return;
    sessionId = null;
    if (!isStopped) callSafely(() => options.onEnd?.(reason), options.onThrow);
  };
  /** The storage decides: another tab may have changed it. */
  const read = async (reason: SessionEnd = 'SIGNED_OUT'): Promise<KeptTokens | null> => {
    const before = writes;
    const kept = await storage.read();
    if (before !== writes) return read(reason);
    if (kept === null) {
      // The new session has ended too: the message of its end follows.
      if (reason !== 'REPLACED') noteEnd(reason);
    } else if (kept.sessionId !== sessionId) {
      noteEnd('REPLACED');
      sessionId = kept.sessionId;
    }
    return kept;
  };
  const tabs = openTabChannel<SessionEnd>(name, reason => {
    read(reason).catch(() => {});
  });
  const write = async (tokens: KeptTokens | null): Promise<void> => {
    writes += 1;
    await storage.write(tokens);
    writes += 1;
  };
  const finish = async (reason: SessionEnd): Promise<void> => {
    await write(null);
    tabs.send(reason);
    noteEnd(reason);
  };

  /** Runs under the lock: a caller that waited for it finds the token that the one before it received. */
  const renewAlone = async (stale: string): Promise<string | null> => {
    const before = await read();
    if (before === null || before.accessToken !== stale) return before?.accessToken ?? null;
    const answer = await request(before.refreshToken);
    const now = await read();
    // Meanwhile the user signed out, or signed in again; the token of a cookie is not known here, and always the same.
    if (now?.sessionId !== before.sessionId || now.refreshToken !== before.refreshToken)
      return now?.accessToken ?? null;
    if (answer === 'REFUSED') {
      await finish('REFUSED');
      return null;
    }
    await write({ ...answer, receivedAt: Date.now(), sessionId: before.sessionId });
    return answer.accessToken;
  };
  const renew = (stale: string): Promise<string | null> => {
    const running = renewals.get(stale);
    if (running) return running;
    const renewal = withSharedLock(name, () => renewAlone(stale)).finally(() => renewals.delete(stale));
    renewals.set(stale, renewal);
    return renewal;
  };

  // Notes whether there is a session, so that its end in another tab is noticed.
  read().catch(() => {});
  return {
    accessToken: async () => {
      const kept = await read();
      if (kept === null) return null;
      if (kept.accessToken === rejected) return renew(kept.accessToken);
      if (!isDue(kept, refreshAheadMs)) return kept.accessToken;
      try {
        return await renew(kept.accessToken);
      } catch (error) {
        // The server is away, but the token is still valid.
        if (Date.parse(kept.expiresAt) > Date.now()) return kept.accessToken;
        throw error;
      }
    },
    reject: accessToken => {
      rejected = accessToken;
    },
    start: async ({ accessToken, refreshToken, expiresAt }) => {
      const next = Math.random().toString(36).slice(2);
      await write({ accessToken, refreshToken, expiresAt, receivedAt: Date.now(), sessionId: next });
      sessionId = next;
      tabs.send('REPLACED');
    },
    end: async () => {
      await read();
      await finish('SIGNED_OUT');
    },
    stop: () => {
      isStopped = true;
      tabs.close();
    },
  };
}

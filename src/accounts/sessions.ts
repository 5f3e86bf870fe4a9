/**
 * Sessions: sign-in, refresh, end.
 *
 * A refresh token works once; each refresh issues the next one of the same family. A used token that is presented again
 * within `repeatGraceSeconds` of its use is a repeat: tabs that refresh at the same time, or a client whose response
 * was lost. It gets the family's current refresh token, and this is logged. Presented later, it was copied: the whole
 * family is revoked and both holders must sign in again (decision 0028).
 *
 * A session is a family; an access token names its session and the user's epoch, and ends with either.
 */
import type { Database } from '../database/database.js';
import { NotFoundError, UnauthenticatedError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { AccessTokens, IssuedAccessToken } from './access-token.js';
import { endSessionsOfUser } from './end-sessions.js';
import { type PasswordCheck, wrongCredentials } from './password-check.js';
import { createDeriveSuccessor, createRefreshToken, hashRefreshToken } from './refresh-token.js';
import type { SecondFactorCheck } from './second-factor-check.js';
import type { SessionClient } from './session-client.js';
import {
  type AccountUser,
  beginSession,
  lockUser,
  lockUserOfToken,
  readLockedSession,
  revokeFamily,
  revokeSession,
  rotateSession,
} from './session-rows.js';
import { createSessionUses } from './session-uses.js';
import { createStandingCache } from './standing-cache.js';
import { type PublicUser, toPublicUser } from './user-rows.js';
import type { Viewer } from './viewer.js';

/** Options of `createSessions`. */
export interface SessionsOptions {
  readonly database: Database;
  readonly accessTokens: AccessTokens;
  readonly passwords: PasswordCheck;
  readonly checkSecondFactor: SecondFactorCheck;
  /** The installation's secret; must be the same in every process on one database. */
  readonly authSecret: string;
  /** Lifetime of a refresh token since it was issued: a session expires after this long without a refresh. */
  readonly refreshTtlDays: number;
  /** Called for repeated and reused refresh tokens; `facts` hold no secret. */
  readonly log: (message: string, facts: Readonly<Record<string, string | null>>) => void;
}

/** What a user signs in with. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Code of the second factor, or a recovery code. */
  readonly otp?: string | null;
}

/** A user of a company. */
export interface UserId {
  readonly tenantId: string;
  readonly userId: string;
}

/** The tokens after a sign-in or refresh; `expiresAt` is the access token's. */
export interface SignedIn extends IssuedAccessToken {
  readonly refreshToken: string;
  readonly user: PublicUser;
}

/** The sessions of this installation. */
export interface Sessions {
  /**
   * @throws UnauthenticatedError with the same message and time whether the e-mail or the password is wrong
   * @throws SecondFactorRequiredError when the password is right, but the code is missing or wrong
   * @throws RateLimitedError after too many failures, or when too many attempts wait
   */
  signIn(credentials: Credentials, client: SessionClient): Promise<SignedIn>;
  /** Signs a checked user in. @throws UnauthenticatedError if disabled or signed out everywhere since */
  begin(user: AccountUser, client: SessionClient): Promise<SignedIn>;
  /**
   * Uses a refresh token, or repeats the answer for one that was used a moment ago.
   * @throws UnauthenticatedError when it is unknown, revoked, expired, or was used longer ago
   */
  refresh(refreshToken: string, client: SessionClient): Promise<SignedIn>;
  /** Ends one session of a user; an unknown or ended one is no error. @returns how many were ended */
  end(user: UserId, sessionId: string): Promise<number>;
  /** Ends every session of a user. @returns how many were ended. @throws NotFoundError */
  endAll(user: UserId): Promise<number>;
  /** The viewer with `mustEnrol` as it is now; null if the token has ended. See `StandingCache`. */
  admit(viewer: Viewer): Promise<Viewer | null>;
  /** True if nothing that a viewer may do has changed since it was admitted. */
  isCurrent(viewer: Viewer): Promise<boolean>;
  /** Records the use of a session, at most once a minute; returns at once. */
  noteUse(viewer: Viewer, client: () => SessionClient): void;
  /** What a user, or a company's users, may do has changed; null: perhaps of all. */
  noteChanged(id: string | null): void;
  /** Adds a listener for `noteChanged`, which this process and other processes cause. @returns unsubscribe */
  onChanged(listener: (id: string | null) => void): () => void;
}

/**
 * How long the answer to a refresh can be repeated. It covers the reasons for which honest clients repeat: tabs that
 * wake together, and a lost response, where the client waits for its own timeout (10 s is common) before it retries.
 * Within it, a thief and the owner get the same token; the next refresh of one of them ends the session of both.
 */
export const repeatGraceSeconds = 30;

/** Refreshes of one family within the grace period; more than this many do not come from our client. */
const maxSuccessors = 64;

const uselessToken = () =>
  new UnauthenticatedError('This refresh token is invalid or expired; sign in again.');

/** Creates the sessions. */
export function createSessions(options: SessionsOptions): Sessions {
  const { database, accessTokens, passwords, checkSecondFactor, refreshTtlDays, log } = options;
  const standing = createStandingCache(database);
  const uses = createSessionUses(database, log);
  const deriveSuccessor = createDeriveSuccessor(options.authSecret);
  const listeners = new Set<(id: string | null) => void>();

  const toSignedIn = async (
    user: AccountUser,
    refreshToken: string,
    sessionId: string,
  ): Promise<SignedIn> => ({
    ...(await accessTokens.issue({ ...user, sessionId })),
    refreshToken,
    user: toPublicUser(user),
  });

  const noteChanged = (id: string | null): void => {
    standing.forget(id);
    for (const listener of listeners) listener(id);
  };

  const begin = async (user: AccountUser, { address, userAgent }: SessionClient): Promise<SignedIn> => {
    const refreshToken = createRefreshToken();
    const id = uuidV7();
    const tokenHash = hashRefreshToken(refreshToken);
    const begun = await database.query(beginSession, [
      ...[id, user.id, id, tokenHash, refreshTtlDays, user.sessionEpoch],
      ...[userAgent, address],
    ]);
    if (begun.length === 0) throw wrongCredentials();
    return toSignedIn(user, refreshToken, id);
  };

  /**
   * The family's unused token, found from the successor of a used one. A client that repeats a request after its answer
   * was used gets the current token, as an older one would end the family at its next use. Null when there is none: the
   * token was rotated under another secret, or the chain is too long.
   */
  const findCurrent = async (query: Database['query'], successor: string): Promise<string | null> => {
    let candidate = successor;
    for (let step = 0; step < maxSuccessors; step++) {
      const [session] = await query(readLockedSession, [hashRefreshToken(candidate)]);
      if (!session || session.isExpired) return null;
      if (session.secondsSinceUse === null) return candidate;
      candidate = deriveSuccessor(candidate);
    }
    return null;
  };

  return {
    async signIn({ email, password, otp }, client) {
      const { user, settle } = await passwords.byEmail(email, password, client.address);
      await checkSecondFactor(user, otp, settle);
      return begin(user, client);
    },

    begin,

    async refresh(refreshToken, { address, userAgent }) {
      const tokenHash = hashRefreshToken(refreshToken);
      if (tokenHash === null) throw uselessToken();
      const refreshed = await database.transaction(async ({ query }) => {
        const [user] = await query(lockUserOfToken, [tokenHash]);
        const [session] = user ? await query(readLockedSession, [tokenHash]) : [];
        if (!user || !session || session.isRevoked || session.isExpired || user.disabledAt !== null)
          return null;
        const { familyId } = session;
        const next = deriveSuccessor(refreshToken);
        if (session.secondsSinceUse === null) {
          const rotated = [uuidV7(), session.id, hashRefreshToken(next), refreshTtlDays];
          await query(rotateSession, [...rotated, userAgent, address]);
          return { user, familyId, next };
        }
        const facts = { userId: user.id, familyId, clientAddress: address };
        if (session.secondsSinceUse > repeatGraceSeconds) {
          await query(revokeFamily, [familyId]);
          log('refresh token reused, its family is revoked', facts);
          return null;
        }
        const current = await findCurrent(query, next);
        log(current === null ? 'refresh token repeated, refused' : 'refresh token repeated', facts);
        return current === null ? null : { user, familyId, next: current };
      });
      if (!refreshed) throw uselessToken();
      return toSignedIn(refreshed.user, refreshed.next, refreshed.familyId);
    },

    async end({ tenantId, userId }, sessionId) {
      const ended = await database.transaction(async ({ query }) => {
        await query(lockUser, [tenantId, userId]);
        const [row] = await query(revokeSession, [tenantId, userId, sessionId]);
        return row?.ended ?? 0;
      });
      noteChanged(userId);
      return ended;
    },

    async endAll({ tenantId, userId }) {
      const ended = await database.transaction(transaction =>
        endSessionsOfUser(transaction, tenantId, userId),
      );
      if (ended === null) throw new NotFoundError('user', userId);
      noteChanged(userId);
      return ended;
    },

    admit: standing.admit,

    async isCurrent(viewer) {
      const admitted = await standing.admit(viewer);
      return admitted !== null && (admitted.mustEnrol ?? false) === (viewer.mustEnrol ?? false);
    },

    noteUse: uses.note,

    noteChanged,

    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

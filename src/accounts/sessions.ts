/**
 * Sessions: sign-in, refresh, sign-out, revocation.
 *
 * A refresh token works once; each refresh issues the next one of the same family. A used token that is presented again
 * within `repeatGraceSeconds` of its use is a repeat: tabs that refresh at the same time, or a client whose response
 * was lost. It gets the family's current refresh token, and this is logged. Presented later, it was copied: the whole
 * family is revoked and both holders must sign in again (decision 0028).
 *
 * An access token outlives the end of its family by at most its own lifetime, as it contains the user's epoch only;
 * `revokeUserSessions` ends both at once.
 */
import { recordActivity } from '../database/activities/pending-activity.js';
import type { Database } from '../database/database.js';
import { NotFoundError, UnauthenticatedError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { AccessTokens, IssuedAccessToken } from './access-token.js';
import { normalizeEmail } from './input-rules.js';
import { verifyPassword } from './password.js';
import { createDeriveSuccessor, createRefreshToken, hashRefreshToken } from './refresh-token.js';
import {
  type AccountUser,
  beginSession,
  findUserByEmail,
  lockUserOfToken,
  raiseSessionEpoch,
  readLockedSession,
  revokeFamily,
  revokeSessionsOfUser,
  rotateSession,
} from './session-rows.js';
import { createSignInLimits, type SignInLimitTable } from './sign-in-limits.js';
import { createStandingCache } from './standing-cache.js';
import type { Viewer } from './viewer.js';
import { createWorkGate } from './work-gate.js';

/** Options of `createSessions`. */
export interface SessionsOptions {
  readonly database: Database;
  readonly accessTokens: AccessTokens;
  /** The installation's secret; must be the same in every process on one database. */
  readonly authSecret: string;
  /** Lifetime of a refresh token since it was issued: a session expires after this long without a refresh. */
  readonly refreshTtlDays: number;
  /** Called for rejected sign-ins, and for repeated and reused refresh tokens; `facts` hold no secret. */
  readonly log: (message: string, facts: Readonly<Record<string, string | null>>) => void;
  readonly limits?: SignInLimitTable;
}

/** The tokens after a sign-in or refresh; `expiresAt` is the access token's. */
export interface SignedIn extends IssuedAccessToken {
  readonly refreshToken: string;
  readonly user: Omit<AccountUser, 'passwordHash'>;
}

/** The sessions of this installation. */
export interface Sessions {
  /**
   * @param clientAddress source of the request; null counts all such requests as one client
   * @throws UnauthenticatedError with the same message and time whether the e-mail or the password is wrong
   * @throws RateLimitedError after too many failures, or when too many attempts wait
   */
  signIn(email: string, password: string, clientAddress: string | null): Promise<SignedIn>;
  /**
   * Uses a refresh token, or repeats the answer for one that was used a moment ago.
   * @param clientAddress source of the request, for the log
   * @throws UnauthenticatedError when it is unknown, revoked, expired, or was used longer ago
   */
  refresh(refreshToken: string, clientAddress: string | null): Promise<SignedIn>;
  /** Revokes the family of this refresh token; an unknown one is no error. */
  signOut(refreshToken: string): Promise<void>;
  /** Revokes every session of a user, access tokens included. @throws NotFoundError */
  revokeUserSessions(user: { readonly tenantId: string; readonly userId: string }): Promise<void>;
  /** True if the viewer's token is still current; at most 5 s behind other processes. See `StandingCache`. */
  isCurrent(viewer: Viewer): Promise<boolean>;
  /** Adds a listener for the id of every user whose sessions this process revoked. @returns unsubscribe */
  onRevoked(listener: (userId: string) => void): () => void;
}

/** A password check takes tens of milliseconds of a core: two at a time leave room in the thread pool. */
const checksAtOnce = 2;
const maxWaitingChecks = 128;

/**
 * How long the answer to a refresh can be repeated. It covers the reasons for which honest clients repeat: tabs that
 * wake together, and a lost response, where the client waits for its own timeout (10 s is common) before it retries.
 * Within it, a thief and the owner get the same token; the next refresh of one of them ends the session of both.
 */
export const repeatGraceSeconds = 30;

/** Refreshes of one family within the grace period; more than this many do not come from our client. */
const maxSuccessors = 64;

const wrongCredentials = () => new UnauthenticatedError('The e-mail or the password is wrong.');
const uselessToken = () =>
  new UnauthenticatedError('This refresh token is invalid or expired; sign in again.');

/** Creates the sessions. */
export function createSessions(options: SessionsOptions): Sessions {
  const { database, accessTokens, refreshTtlDays, log } = options;
  const limits = createSignInLimits(options.limits);
  const gate = createWorkGate('sign-in attempts at once', checksAtOnce, maxWaitingChecks);
  const standing = createStandingCache(database);
  const deriveSuccessor = createDeriveSuccessor(options.authSecret);
  const listeners = new Set<(userId: string) => void>();

  const toSignedIn = async ({ passwordHash: _, ...user }: AccountUser, refreshToken: string) => ({
    ...(await accessTokens.issue(user)),
    refreshToken,
    user,
  });

  /**
   * Records a failure of a known user; for others no company can be named. Not waited for, as the time of the response
   * would tell which e-mails exist. The limits of sign-ins bound the rows.
   */
  const recordRefused = ({ tenantId, id }: AccountUser): void => {
    const record = { tenantId, targetId: id, action: 'user.sign_in_refused' };
    database
      .transaction(async () => recordActivity(record))
      .catch(error => log('refused sign-in not recorded', { userId: id, error: String(error) }));
  };

  /** The user, if e-mail and password match. A malformed e-mail costs the same as an unknown one. */
  const authenticate = (givenEmail: string, password: string, clientAddress: string) =>
    gate(async (): Promise<AccountUser> => {
      const email = normalizeEmail(givenEmail);
      const succeeded = await limits.begin(email ?? '', clientAddress);
      const [user] = email === null ? [] : await database.query(findUserByEmail, [email]);
      const isRight = await verifyPassword(password, user?.passwordHash ?? null);
      if (!user || !isRight || user.disabledAt !== null) {
        log('sign-in refused', { userId: user?.id ?? null, clientAddress });
        if (user) recordRefused(user);
        throw wrongCredentials();
      }
      await succeeded();
      return user;
    });

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
    async signIn(email, password, clientAddress) {
      const user = await authenticate(email, password, clientAddress ?? 'unknown');
      const refreshToken = createRefreshToken();
      const id = uuidV7();
      const tokenHash = hashRefreshToken(refreshToken);
      const begun = await database.transaction(async ({ query }) => {
        const rows = await query(beginSession, [
          ...[id, user.id, id, tokenHash],
          ...[refreshTtlDays, user.sessionEpoch],
        ]);
        if (rows.length > 0)
          recordActivity({ tenantId: user.tenantId, targetId: user.id, actorId: user.id, sessionId: id });
        return rows;
      });
      if (begun.length === 0) throw wrongCredentials();
      return toSignedIn(user, refreshToken);
    },

    async refresh(refreshToken, clientAddress) {
      const tokenHash = hashRefreshToken(refreshToken);
      if (tokenHash === null) throw uselessToken();
      const refreshed = await database.transaction(async ({ query }) => {
        const [user] = await query(lockUserOfToken, [tokenHash]);
        const [session] = user ? await query(readLockedSession, [tokenHash]) : [];
        if (!user || !session || session.isRevoked || session.isExpired || user.disabledAt !== null)
          return null;
        const next = deriveSuccessor(refreshToken);
        if (session.secondsSinceUse === null) {
          await query(rotateSession, [uuidV7(), session.id, hashRefreshToken(next), refreshTtlDays]);
          return { user, next };
        }
        const facts = { userId: user.id, familyId: session.familyId, clientAddress };
        if (session.secondsSinceUse > repeatGraceSeconds) {
          await query(revokeFamily, [session.familyId]);
          recordActivity({
            ...{ tenantId: user.tenantId, targetId: user.id, action: 'user.session_ended' },
            changes: [{ field: 'session', before: session.familyId, after: null }],
          });
          log('refresh token reused, its family is revoked', facts);
          return null;
        }
        const current = await findCurrent(query, next);
        log(current === null ? 'refresh token repeated, refused' : 'refresh token repeated', facts);
        return current === null ? null : { user, next: current };
      });
      if (!refreshed) throw uselessToken();
      return toSignedIn(refreshed.user, refreshed.next);
    },

    async signOut(refreshToken) {
      const tokenHash = hashRefreshToken(refreshToken);
      if (tokenHash === null) return;
      await database.transaction(async ({ query }) => {
        const [user] = await query(lockUserOfToken, [tokenHash]);
        const [session] = await query(readLockedSession, [tokenHash]);
        if (!user || !session) return;
        await query(revokeFamily, [session.familyId]);
        if (session.isRevoked) return;
        recordActivity({
          ...{ tenantId: user.tenantId, targetId: user.id, actorId: user.id, sessionId: session.familyId },
          action: 'user.signed_out',
        });
      });
    },

    async revokeUserSessions({ tenantId, userId }) {
      await database.transaction(async ({ query }) => {
        const raised = await query(raiseSessionEpoch, [tenantId, userId]);
        if (raised.length === 0) throw new NotFoundError('user', userId);
        await query(revokeSessionsOfUser, [userId]);
      });
      standing.forget(userId);
      for (const listener of listeners) listener(userId);
    },

    isCurrent: standing.isCurrent,

    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

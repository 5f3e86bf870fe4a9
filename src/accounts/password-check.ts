/** Checks of passwords: rate limits by client address and account, and a bounded number of hashes at once. */
import type { Database } from '../database/database.js';
import { UnauthenticatedError } from '../domain/errors.js';
import { normalizeEmail } from './input-rules.js';
import { verifyPassword } from './password.js';
import { type AccountUser, findUser, findUserByEmail } from './session-rows.js';
import { createSignInLimits, type SignInLimitTable } from './sign-in-limits.js';
import { createWorkGate } from './work-gate.js';

/** Checks passwords. */
export interface PasswordCheck {
  /**
   * The user who signs in, and the way to take back the counted attempt. An attempt counts as failed until it is
   * settled. A malformed e-mail costs the same as an unknown one.
   * @throws UnauthenticatedError with the same message and time whether the e-mail or the password is wrong
   * @throws RateLimitedError after too many failures, or when too many attempts wait
   */
  byEmail(email: string, password: string, address: string | null): Promise<CheckedUser>;
  /**
   * A signed-in user who confirms their password.
   * @throws UnauthenticatedError, RateLimitedError as above
   */
  ofUser(
    user: { readonly tenantId: string; readonly userId: string },
    password: string,
    address: string | null,
  ): Promise<CheckedUser>;
  /** Counts a guess at something else than a password, such as a link. @returns takes the count back */
  countGuess(subject: string, address: string | null): Promise<() => Promise<void>>;
  /** Runs other work of the same cost, such as hashing a new password. @throws RateLimitedError */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** A user whose password was right. */
export interface CheckedUser {
  readonly user: AccountUser;
  /** Takes the counted attempt back. */
  readonly settle: () => Promise<void>;
}

/** A password check takes tens of milliseconds of a core: two at a time leave room in the thread pool. */
const checksAtOnce = 2;
const maxWaitingChecks = 128;

/** Error for a wrong e-mail or password, the same for both. */
export const wrongCredentials = () => new UnauthenticatedError('The e-mail or the password is wrong.');

/** Options of `createPasswordCheck`. */
export interface PasswordCheckOptions {
  readonly database: Database;
  readonly limits?: SignInLimitTable;
  /** Called for refused attempts; `facts` hold no secret. */
  readonly log: (message: string, facts: Readonly<Record<string, string | null>>) => void;
}

/** Creates the check. */
export function createPasswordCheck({ database, limits: table, log }: PasswordCheckOptions): PasswordCheck {
  const limits = createSignInLimits(table);
  const gate = createWorkGate('sign-in attempts at once', checksAtOnce, maxWaitingChecks);
  const begin = (subject: string, address: string | null) => limits.begin(subject, address ?? 'unknown');

  const verify = async (
    user: AccountUser | undefined,
    password: string,
    address: string | null,
  ): Promise<AccountUser> => {
    const isRight = await verifyPassword(password, user?.passwordHash ?? null);
    if (user && isRight && user.disabledAt === null) return user;
    log('sign-in refused', { userId: user?.id ?? null, clientAddress: address });
    throw wrongCredentials();
  };

  return {
    byEmail: (givenEmail, password, address) =>
      gate(async () => {
        const email = normalizeEmail(givenEmail);
        const settle = await begin(email ?? '', address);
        const [user] = email === null ? [] : await database.query(findUserByEmail, [email]);
        return { user: await verify(user, password, address), settle };
      }),
    ofUser: ({ tenantId, userId }, password, address) =>
      gate(async () => {
        const settle = await begin(userId, address);
        const [user] = await database.query(findUser, [tenantId, userId]);
        return { user: await verify(user, password, address), settle };
      }),
    countGuess: begin,
    inTurn: gate,
  };
}

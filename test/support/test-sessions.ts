/** Sessions on a database, as a process of the server has them. */
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { createPasswordCheck } from '../../src/accounts/password-check.js';
import { createSecondFactorCheck } from '../../src/accounts/second-factor-check.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import type { SessionClient } from '../../src/accounts/session-client.js';
import { createSessions, type SessionsOptions } from '../../src/accounts/sessions.js';
import type { SignInLimitTable } from '../../src/accounts/sign-in-limits.js';
import type { Database } from '../../src/database/database.js';

/** Options; each has a default. */
export interface TestSessionsOptions
  extends Partial<Pick<SessionsOptions, 'authSecret' | 'accessTokens' | 'log'>> {
  readonly limits?: SignInLimitTable;
}

/** The key of the servers of tests. */
const testCipher = createSecretCipher(Buffer.alloc(32, 7));

/** Creates sessions with their checks. */
export function createTestSessions(database: Database, options: TestSessionsOptions = {}) {
  const { authSecret = 'a secret of at least thirty-two characters', log = () => {} } = options;
  const passwords = createPasswordCheck({ database, limits: options.limits, log });
  const checkSecondFactor = createSecondFactorCheck(database, testCipher);
  const accessTokens = options.accessTokens ?? createAccessTokens(authSecret, 15);
  const sessions = createSessions({
    ...{ database, accessTokens, passwords, checkSecondFactor, authSecret, log },
    refreshTtlDays: 30,
  });
  return { database, cipher: testCipher, passwords, checkSecondFactor, sessions, accessTokens };
}

/** A client at this address. */
export const clientAt = (address: string | null, userAgent: string | null = null): SessionClient => ({
  address,
  userAgent,
});

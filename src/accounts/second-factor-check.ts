import type { Database } from '../database/database.js';
import { SecondFactorRequiredError } from '../domain/errors.js';
import { findTotpStep, hashRecoveryCode } from './second-factor.js';
import { useRecoveryCode, useTotpStep } from './second-factor-rows.js';
import type { SecretCipher } from './secret-cipher.js';
import type { AccountUser } from './session-rows.js';

/**
 * Checks the second factor of a user, if there is one. A code of the authenticator and a recovery code work once.
 * @param settle takes back the counted attempt; not called for a wrong code
 * @throws SecondFactorRequiredError when the code is missing or wrong
 */
export type SecondFactorCheck = (
  user: AccountUser,
  otp: string | null | undefined,
  settle: () => Promise<void>,
) => Promise<void>;

/** Creates the check. */
export function createSecondFactorCheck(
  database: Pick<Database, 'query'>,
  cipher: SecretCipher,
): SecondFactorCheck {
  const use = async (user: AccountUser, otp: string): Promise<boolean> => {
    const recoveryHash = hashRecoveryCode(otp);
    if (recoveryHash !== null)
      return (await database.query(useRecoveryCode, [user.id, recoveryHash])).length > 0;
    // The secret is opened for a code of the authenticator only: recovery codes work without SECRETS_KEY.
    if (user.totpCipher === null) return false;
    const step = findTotpStep(String(cipher.open(user.totpCipher, user.id)), otp, Date.now());
    return step !== null && (await database.query(useTotpStep, [user.id, step])).length > 0;
  };
  return async (user, otp, settle) => {
    if (user.totpConfirmedAt !== null) {
      if (otp == null || otp.trim() === '') {
        // The password was right: a client that asks for the code next has not guessed.
        await settle();
        throw new SecondFactorRequiredError('MISSING');
      }
      if (!(await use(user, otp))) throw new SecondFactorRequiredError('WRONG');
    }
    await settle();
  };
}

/** What users do with their own password and second factor. */
import type { Database } from '../database/database.js';
import {
  BadUserInputError,
  ConflictError,
  LinkExpiredError,
  UnauthenticatedError,
} from '../domain/errors.js';
import { EventType } from '../domain/vocabulary.js';
import { endSessionsOfUser } from './end-sessions.js';
import { hashPassword } from './password.js';
import { type PasswordCheck, wrongCredentials } from './password-check.js';
import { hashLinkToken } from './password-links.js';
import { refuseWeakPassword } from './refuse-weak-password.js';
import {
  createRecoveryCodes,
  createTotpSecret,
  findTotpStep,
  hashRecoveryCode,
  toTotpUri,
} from './second-factor.js';
import type { SecondFactorCheck } from './second-factor-check.js';
import { beginEnrolment, confirmEnrolment, removeSecondFactor } from './second-factor-rows.js';
import type { SecretCipher } from './secret-cipher.js';
import type { SessionClient } from './session-client.js';
import { findUser } from './session-rows.js';
import type { Sessions, SignedIn, UserId } from './sessions.js';
import { findLink, lockUserWithCredentials, storePassword, useLink } from './user-rows.js';

/** Dependencies of the use cases. */
export interface OwnCredentialsOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly sessions: Sessions;
  readonly passwords: PasswordCheck;
  readonly checkSecondFactor: SecondFactorCheck;
}

/** A password with the one-time link that allows to set it. */
export interface NewPassword {
  readonly token: string;
  readonly password: string;
  /** Code of the second factor, if the user has one. */
  readonly otp?: string | null;
}

/** A secret for an authenticator app. */
export interface TotpEnrolment {
  readonly secret: string;
  readonly uri: string;
}

/** Use cases; each change ends sessions as its GraphQL description says. */
export interface OwnCredentials {
  /**
   * Sets a password by a one-time link, ends all sessions of the user and signs in.
   * @throws UnauthenticatedError for an unknown link, LinkExpiredError for a used or expired one
   * @throws BadUserInputError, SecondFactorRequiredError, RateLimitedError
   */
  setPassword(input: NewPassword, client: SessionClient): Promise<SignedIn>;
  /** Changes the password, ends all sessions and signs in. @throws UnauthenticatedError, BadUserInputError, RateLimitedError */
  changePassword(
    user: UserId,
    input: { readonly currentPassword: string; readonly newPassword: string },
    client: SessionClient,
  ): Promise<SignedIn>;
  /** Begins an enrolment; it replaces one that was not confirmed. @throws UnauthenticatedError, ConflictError, RateLimitedError */
  enrolTotp(user: UserId, password: string, client: SessionClient): Promise<TotpEnrolment>;
  /** Switches the second factor on. @returns recovery codes. @throws BadUserInputError, ConflictError, RateLimitedError */
  confirmTotp(user: UserId, code: string, client: SessionClient): Promise<readonly string[]>;
  /** Switches one's own second factor off. @throws UnauthenticatedError, ConflictError, RateLimitedError */
  disableOwnTotp(user: UserId, password: string, client: SessionClient): Promise<void>;
}

const unknownLink = () =>
  new UnauthenticatedError('This link is unknown; a newer one may have replaced it. Ask for a new link.');
const alreadyOn = () =>
  new ConflictError('A second factor is on already; switch it off first.', { reason: 'EXISTS' });
/** Error for a second factor that is not on. */
export const noSecondFactor = () =>
  new ConflictError('There is no second factor to switch off.', { reason: 'WRONG_STATE' });

/** Creates the use cases. */
export function createOwnCredentials(options: OwnCredentialsOptions): OwnCredentials {
  const { database, cipher, sessions, passwords, checkSecondFactor } = options;

  const findUsableLink = async (tokenHash: string) => {
    const [link] = await database.query(findLink, [tokenHash]);
    if (!link || link.disabledAt !== null) throw unknownLink();
    if (link.isUsed)
      throw new LinkExpiredError('This link was used already. Sign in, or ask for a new link.');
    if (link.isExpired) throw new LinkExpiredError('This link has expired. Ask for a new link.');
    return link;
  };

  /** Stores a password and ends all sessions; `mayStore` decides under the lock of the user's row. */
  const replacePassword = async (
    { tenantId, userId }: UserId,
    passwordHash: string,
    mayStore: (
      transaction: Parameters<Parameters<Database['transaction']>[0]>[0],
      current: string | null,
    ) => Promise<void>,
  ) => {
    const user = await database.transaction(async transaction => {
      const [before] = await transaction.query(lockUserWithCredentials, [tenantId, userId]);
      if (!before || before.disabledAt !== null) throw new UnauthenticatedError();
      await mayStore(transaction, before.passwordHash);
      await transaction.query(storePassword, [tenantId, userId, passwordHash]);
      await endSessionsOfUser(transaction, tenantId, userId);
      const [after] = await transaction.query(lockUserWithCredentials, [tenantId, userId]);
      return after ?? before;
    });
    sessions.noteChanged(userId);
    return user;
  };

  return {
    async setPassword({ token, password, otp }, client) {
      const tokenHash = hashLinkToken(token);
      const settle = await passwords.countGuess(tokenHash ?? 'no link', client.address);
      if (tokenHash === null) throw unknownLink();
      const link = await findUsableLink(tokenHash);
      await settle();
      await refuseWeakPassword('password', password, link);
      await checkSecondFactor(link, otp, await passwords.countGuess(link.id, client.address));
      const passwordHash = await passwords.inTurn(() => hashPassword(password));
      const user = await replacePassword(
        { tenantId: link.tenantId, userId: link.id },
        passwordHash,
        async transaction => {
          const used = await transaction.query(useLink, [tokenHash]);
          if (used.length === 0) await findUsableLink(tokenHash);
          if (used.length === 0) throw unknownLink();
        },
      );
      return sessions.begin(user, client);
    },

    async changePassword(id, { currentPassword, newPassword }, client) {
      const { user: checked, settle } = await passwords.ofUser(id, currentPassword, client.address);
      await settle();
      await refuseWeakPassword('newPassword', newPassword, checked);
      const passwordHash = await passwords.inTurn(() => hashPassword(newPassword));
      const user = await replacePassword(id, passwordHash, async (_transaction, current) => {
        if (current !== checked.passwordHash) throw wrongCredentials();
      });
      return sessions.begin(user, client);
    },

    async enrolTotp(id, password, client) {
      const { user, settle } = await passwords.ofUser(id, password, client.address);
      await settle();
      const secret = createTotpSecret();
      const begun = await database.query(beginEnrolment, [user.id, cipher.seal(secret, user.id)]);
      if (begun.length === 0) throw alreadyOn();
      return { secret, uri: toTotpUri(secret, user.email) };
    },

    async confirmTotp({ tenantId, userId }, code, client) {
      const settle = await passwords.countGuess(userId, client.address);
      const [user] = await database.query(findUser, [tenantId, userId]);
      if (!user) throw new UnauthenticatedError();
      if (user.totpConfirmedAt !== null) throw alreadyOn();
      if (user.totpCipher === null)
        throw new ConflictError('Begin with enrolTotp.', { reason: 'WRONG_STATE' });
      const step = findTotpStep(String(cipher.open(user.totpCipher, user.id)), code, Date.now());
      if (step === null)
        throw new BadUserInputError('code', 'is not the current code of the authenticator app');
      const recoveryCodes = createRecoveryCodes();
      await database.publish(tenantId, async ({ query, emit }) => {
        const hashes = recoveryCodes.map(hashRecoveryCode);
        const confirmed = await query(confirmEnrolment, [userId, user.totpCipher, step, hashes]);
        if (confirmed.length === 0)
          throw new ConflictError('Another enrolment was begun or confirmed meanwhile.', {
            reason: 'WRONG_STATE',
          });
        emit({ kind: EventType.USER_UPDATED, subjectId: userId, changed: ['hasSecondFactor'] });
      });
      await settle();
      sessions.noteChanged(userId);
      return recoveryCodes;
    },

    async disableOwnTotp(id, password, client) {
      const { settle } = await passwords.ofUser(id, password, client.address);
      await settle();
      await database.publish(id.tenantId, async ({ query, emit }) => {
        const removed = await query(removeSecondFactor, [id.tenantId, id.userId]);
        if (removed.length === 0) throw noSecondFactor();
        emit({ kind: EventType.USER_UPDATED, subjectId: id.userId, changed: ['hasSecondFactor'] });
      });
      sessions.noteChanged(id.userId);
    },
  };
}

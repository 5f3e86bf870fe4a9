/** Administration of users: invite, change, links, sessions, second factor of others. */
import { recordActivity } from '../database/activities/pending-activity.js';
import type { Database } from '../database/database.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { type Availability, EventType } from '../domain/vocabulary.js';
import { type Administrator, lockCompany, requireAuthority } from './authority.js';
import { endSessionsOfUser } from './end-sessions.js';
import { type Invitation, inviteUser } from './invite-user.js';
import { noSecondFactor } from './own-credentials.js';
import { addPasswordLink, toPasswordLink } from './password-links.js';
import { removeSecondFactor } from './second-factor-rows.js';
import { findSessionUser, listSessions, revokeSession, type SessionRow } from './session-rows.js';
import type { Sessions } from './sessions.js';
import { setAvailability } from './set-availability.js';
import { type UserChange, updateUser } from './update-user.js';

/** Dependencies of the use cases. */
export interface UsersOptions {
  readonly database: Database;
  /** Of this process; absent on the command line. */
  readonly sessions?: Pick<Sessions, 'noteChanged'>;
  /** Base URL of the links, without a trailing slash. */
  readonly publicUrl: () => string;
}

/** A user with a one-time link that cannot be shown again. */
export interface LinkedUser {
  readonly userId: string;
  readonly link: string;
}

/** Which sessions to end: one, or all of a user. */
export interface SessionChoice {
  readonly sessionId?: string | null;
  readonly userId?: string | null;
}

/** Use cases. The functions they call document what they throw; see `requireAuthority` for the rights. */
export interface Users {
  invite(administrator: Administrator, input: Invitation): Promise<LinkedUser>;
  update(administrator: Administrator, input: UserChange): Promise<void>;
  /** A way to a new password; the old one works until the link is used. */
  createLink(administrator: Administrator, userId: string): Promise<LinkedUser>;
  /** Open sessions of a user, 100 at most. @throws NotFoundError, ForbiddenError */
  sessions(administrator: Administrator, userId: string): Promise<readonly SessionRow[]>;
  /** @returns how many were ended. @throws BadUserInputError, NotFoundError, ForbiddenError */
  revokeSessions(administrator: Administrator, choice: SessionChoice): Promise<number>;
  /** Sets one's own availability, or that of another person. @throws NotFoundError, ForbiddenError */
  setAvailability(
    by: { readonly tenantId: string; readonly userId: string },
    userId: string,
    availability: Availability,
  ): Promise<void>;
  /** Switches the second factor of another user off. @throws NotFoundError, ForbiddenError, ConflictError */
  removeSecondFactor(administrator: Administrator, userId: string): Promise<void>;
}

/** Creates the use cases. */
export function createUsers({ database, sessions, publicUrl }: UsersOptions): Users {
  /** Locks a user whom the administrator may administer; all users may do this with their own sessions. */
  const lockTarget = async (
    transaction: Parameters<typeof lockCompany>[0],
    administrator: Administrator,
    userId: string,
    action: string,
    mayBeSelf: boolean,
  ) => {
    const company = await lockCompany(transaction, administrator, [userId]);
    const isSelf = userId.toLowerCase() === administrator.userId;
    // Before the look-up: without the right, ids are not probed.
    if (!(mayBeSelf && isSelf)) requireAuthority(company.role, action, []);
    const target = company.person(userId);
    if (!(mayBeSelf && isSelf)) requireAuthority(company.role, action, [target.role]);
    return target;
  };

  return {
    async invite(administrator, input) {
      const { id, token } = await inviteUser(database, administrator, input);
      return { userId: id, link: toPasswordLink(publicUrl(), token) };
    },

    async update(administrator, input) {
      if (await updateUser(database, administrator, input)) sessions?.noteChanged(input.id.toLowerCase());
    },

    setAvailability: (by, userId, availability) => setAvailability(database, by, userId, availability),

    async createLink(administrator, userId) {
      const { tenantId } = administrator;
      const token = await database.transaction(async transaction => {
        const action = 'make a password link for this user';
        const target = await lockTarget(transaction, administrator, userId, action, false);
        recordActivity({ tenantId, targetId: target.id });
        return addPasswordLink(transaction, tenantId, target);
      });
      return { userId: userId.toLowerCase(), link: toPasswordLink(publicUrl(), token) };
    },

    async sessions(administrator, userId) {
      return database.transaction(async transaction => {
        const action = "see another user's sessions";
        const { id } = await lockTarget(transaction, administrator, userId, action, true);
        return transaction.query(listSessions, [administrator.tenantId, id]);
      });
    },

    async revokeSessions(administrator, { sessionId, userId }) {
      if ((sessionId == null) === (userId == null))
        throw new BadUserInputError('sessionId', 'or "userId" must be given, and not both');
      const { tenantId } = administrator;
      const action = "end another user's sessions";
      const done = await database.transaction(async transaction => {
        if (userId != null) {
          const { id } = await lockTarget(transaction, administrator, userId, action, true);
          const ended = (await endSessionsOfUser(transaction, tenantId, id)) ?? 0;
          if (ended > 0)
            recordActivity({
              tenantId,
              targetId: id,
              changes: [{ field: 'sessions', before: ended, after: 0 }],
            });
          return { id, ended };
        }
        const unknown = new NotFoundError('session', sessionId ?? '');
        if (!isUuid(sessionId ?? '')) throw unknown;
        const [session] = await transaction.query(findSessionUser, [tenantId, sessionId]);
        if (!session) throw unknown;
        const { id } = await lockTarget(transaction, administrator, session.userId, action, true);
        const [row] = await transaction.query(revokeSession, [tenantId, id, sessionId]);
        if (row && row.ended > 0)
          recordActivity({ tenantId, targetId: id, changes: [{ field: 'session', before: sessionId }] });
        return { id, ended: row?.ended ?? 0 };
      });
      sessions?.noteChanged(done.id);
      return done.ended;
    },

    async removeSecondFactor(administrator, userId) {
      const { tenantId } = administrator;
      const id = await database.publish(tenantId, async transaction => {
        const action = "switch off another user's second factor";
        const target = await lockTarget(transaction, administrator, userId, action, false);
        const removed = await transaction.query(removeSecondFactor, [tenantId, target.id]);
        if (removed.length === 0) throw noSecondFactor();
        transaction.emit({
          kind: EventType.USER_UPDATED,
          subjectId: target.id,
          changed: ['hasSecondFactor'],
        });
        return target.id;
      });
      sessions?.noteChanged(id);
    },
  };
}

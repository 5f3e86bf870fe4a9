import type { Database } from '../database/database.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { type Availability, EventType } from '../domain/vocabulary.js';
import { User } from '../entities/user.entity.js';
import { lockCompany, requireAuthority } from './authority.js';

/**
 * Sets the availability of a user: one's own, or that of a person whom one may administer.
 * @throws NotFoundError, ForbiddenError
 */
export async function setAvailability(
  database: Database,
  by: { readonly tenantId: string; readonly userId: string },
  userId: string,
  availability: Availability,
): Promise<void> {
  await database.change(by.tenantId, async unit => {
    if (userId !== by.userId) {
      const action = 'set the availability of another user';
      const company = await lockCompany(unit, by, [userId]);
      // Before the look-up: without the right, ids are not probed.
      requireAuthority(company.role, action, []);
      requireAuthority(company.role, action, [company.person(userId).role]);
    }
    const user = isUuid(userId) ? await unit.em.findOne(User, { id: userId }) : null;
    if (!user) throw new NotFoundError('user', userId);
    if (user.availability === availability) return;
    user.availability = availability;
    unit.emit({ kind: EventType.USER_UPDATED, subjectId: user.id, changed: ['availability'] });
  });
}

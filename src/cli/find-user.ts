import { normalizeEmail } from '../accounts/input-rules.js';
import { type AccountUser, findUserByEmail } from '../accounts/session-rows.js';
import type { Database } from '../database/database.js';
import { BadUserInputError } from '../domain/errors.js';

/** The person with this e-mail address; it is unique on the server. @throws BadUserInputError */
export async function getUser(database: Database, email: string): Promise<AccountUser> {
  const [user] = await database.query(findUserByEmail, [normalizeEmail(email) ?? '']);
  if (user) return user;
  throw new BadUserInputError('<email>', 'must be the e-mail address of a user; see "trunkline users list"');
}

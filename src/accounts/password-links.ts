/** One-time links with which users set a password. */
import type { Transaction } from '../database/database.js';
import { ConflictError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { createRefreshToken, hashRefreshToken } from './refresh-token.js';
import { replaceLink } from './user-rows.js';

/** Path of the page of a link. */
export const setPasswordPath = '/set-password';

const linkDays = 7;

/** SHA-256 of a link's token, as stored; null for a text that is no token. */
export const hashLinkToken = hashRefreshToken;

/**
 * Stores a new link of a user; the former one stops working.
 * @returns its token, which is not stored. @throws ConflictError for a deactivated user
 */
export async function addPasswordLink(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  { id, disabledAt }: { readonly id: string; readonly disabledAt: Date | null },
): Promise<string> {
  if (disabledAt !== null)
    throw new ConflictError('This user is deactivated; activate them first.', { reason: 'NOT_ACTIVE' });
  const token = createRefreshToken();
  await query(replaceLink, [uuidV7(), tenantId, id, hashLinkToken(token), linkDays]);
  return token;
}

/** The link of a token. The token is in the fragment, which browsers send to no server and no log contains. */
export function toPasswordLink(publicUrl: string, token: string): string {
  return `${publicUrl}${setPasswordPath}#token=${token}`;
}

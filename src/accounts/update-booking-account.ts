/** Use cases: change and disconnect a connection to the booking system. */
import { type EntityManager, LockMode } from '@mikro-orm/core';
import type { Database } from '../database/database.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { type BookingCredentialsInput, parseBookingCredentials } from './booking-credentials.js';
import { parseLine } from './input-rules.js';
import type { FindUrlFault } from './parse-credentials.js';
import { readStored } from './read-stored.js';
import type { SecretCipher } from './secret-cipher.js';
import { toTenantUpdated } from './tenant-updated.js';

/** Changes of a connection; an absent field is kept, null removes a credential. */
export interface BookingAccountChange extends BookingCredentialsInput {
  readonly id: string;
  readonly name?: string | null;
}

/** Options of `updateBookingAccount`. */
export interface UpdateBookingAccountOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly findUrlFault: FindUrlFault;
}

/**
 * Changes a connection; writes and emits nothing when nothing differs.
 * @throws NotFoundError, BadUserInputError, ConflictError for a disconnected one
 */
export function updateBookingAccount(
  { database, cipher, findUrlFault }: UpdateBookingAccountOptions,
  tenantId: string,
  input: BookingAccountChange,
): Promise<BookingAccount> {
  return database.change(tenantId, async ({ em, emit }) => {
    const account = await lockBookingAccount(em, input.id);
    refuseDisconnectedBookings(account);
    const name = input.name == null ? account.name : parseLine('name', input.name);
    const stored = (readStored(cipher, account) ?? {}) as Record<string, string>;
    const credentials = parseBookingCredentials(stored, input, findUrlFault);
    const isSame = JSON.stringify(sorted(credentials)) === JSON.stringify(sorted(stored));
    if (name === account.name && isSame) return account;
    account.name = name;
    if (!isSame)
      account.credentialsCipher = credentials === null ? null : cipher.seal(credentials, account.id);
    emit(toTenantUpdated(tenantId, 'bookingAccounts'));
    return account;
  });
}

/**
 * Deletes the credentials of a connection; bookings and branches stay. The hash of the key stays, so that refused
 * webhooks can be attributed.
 * @throws NotFoundError, ConflictError for one that is disconnected already
 */
export function disconnectBookings(
  database: Database,
  tenantId: string,
  accountId: string,
): Promise<BookingAccount> {
  return database.change(tenantId, async ({ em, emit }) => {
    const account = await lockBookingAccount(em, accountId);
    refuseDisconnectedBookings(account);
    account.credentialsCipher = null;
    account.disconnectedAt = new Date();
    emit(toTenantUpdated(tenantId, 'bookingAccounts'));
    return account;
  });
}

/** The connection, locked. @throws NotFoundError */
export async function lockBookingAccount(em: EntityManager, id: string): Promise<BookingAccount> {
  const account = isUuid(id)
    ? await em.findOne(BookingAccount, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!account) throw new NotFoundError('booking account', id);
  return account;
}

/** @throws ConflictError when the connection is disconnected */
export function refuseDisconnectedBookings({ id, disconnectedAt }: BookingAccount): void {
  if (disconnectedAt === null) return;
  throw new ConflictError(
    'The connection is disconnected; connect it again with connectBookings and its accountId.',
    { reason: 'WRONG_STATE', accountId: id },
  );
}

const sorted = (credentials: Readonly<Record<string, string>> | null): [string, string][] =>
  Object.entries(credentials ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));

/** Connections to the booking system: credentials are encrypted at rest, webhook keys are shown once. */

import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { ConflictError, LimitReachedError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { parseBookingCredentials } from './booking-credentials.js';
import { parseLine } from './input-rules.js';
import type { FindUrlFault } from './parse-credentials.js';
import type { SecretCipher } from './secret-cipher.js';
import { toTenantUpdated } from './tenant-updated.js';
import {
  type BookingAccountChange,
  disconnectBookings,
  lockBookingAccount,
  refuseDisconnectedBookings,
  updateBookingAccount,
} from './update-booking-account.js';
import { createWebhookKey, hashWebhookKey, toWebhookKeyPrefix } from './webhook-key.js';

const maxAccounts = 20;

/** Path of the booking system's webhook, without the key. */
const bookingWebhookPath = '/webhook/yclients';

/** A connection to create. Without the two tokens, changed records are not pulled. */
export interface NewBookingAccount {
  readonly name?: string | null;
  /** If set, every webhook must be signed with it. */
  readonly webhookSecret?: string | null;
  readonly partnerToken?: string | null;
  readonly userToken?: string | null;
  readonly apiBaseUrl?: string | null;
  /** A disconnected connection to connect again. */
  readonly accountId?: string | null;
}

/** A connection with its key in plain text, which cannot be read again. */
export interface BookingAccountWithKey {
  readonly account: BookingAccount;
  readonly webhookKey: string;
}

/**
 * Creates a connection.
 * @param findUrlFault refuses API URLs that the server never calls; by default none
 * @throws BadUserInputError, LimitReachedError, NotFoundError and ConflictError for `accountId`
 */
export function connectBookings(
  database: Database,
  cipher: SecretCipher,
  tenantId: string,
  input: NewBookingAccount,
  findUrlFault: FindUrlFault = () => null,
): Promise<BookingAccountWithKey> {
  const id = uuidV7();
  const webhookKey = createWebhookKey();
  const credentials = parseBookingCredentials({}, input, findUrlFault);
  return database.change(tenantId, async unit => {
    unit.emit(toTenantUpdated(tenantId, 'bookingAccounts'));
    if (input.accountId != null) return takeUp(unit, cipher, input.accountId, { ...input, credentials });
    await lockCompany(unit, tenantId);
    const count = await unit.em.count(BookingAccount, {});
    if (count >= maxAccounts)
      throw new LimitReachedError(
        'connections',
        maxAccounts,
        'connect a disconnected one again by accountId',
      );
    const account = unit.em.create(BookingAccount, {
      id,
      tenantId,
      name: input.name ? parseLine('name', input.name) : 'YClients',
      credentialsCipher: credentials === null ? null : cipher.seal(credentials, id),
      webhookKeyHash: hashWebhookKey(webhookKey),
      webhookKeyPrefix: toWebhookKeyPrefix(webhookKey),
      acceptsBareLoopback: false,
      disconnectedAt: null,
      createdAt: new Date(),
    });
    return { account, webhookKey };
  });
}

/** Connects a disconnected connection again, with its branches. */
async function takeUp(
  { em }: UnitOfWork,
  cipher: SecretCipher,
  accountId: string,
  {
    name,
    credentials,
  }: { readonly name?: string | null; readonly credentials: Record<string, string> | null },
): Promise<BookingAccountWithKey> {
  const account = await lockBookingAccount(em, accountId);
  if (account.disconnectedAt === null)
    throw new ConflictError('The connection is connected; change it with updateBookingAccount.', {
      reason: 'WRONG_STATE',
      accountId: account.id,
    });
  if (name) account.name = parseLine('name', name);
  account.credentialsCipher = credentials === null ? null : cipher.seal(credentials, account.id);
  account.disconnectedAt = null;
  return { account, webhookKey: replaceKey(account) };
}

function replaceKey(account: BookingAccount): string {
  const webhookKey = createWebhookKey();
  account.webhookKeyHash = hashWebhookKey(webhookKey);
  account.webhookKeyPrefix = toWebhookKeyPrefix(webhookKey);
  return webhookKey;
}

/**
 * Rotates a connection's webhook key; the old one stops working at once.
 * @throws NotFoundError, ConflictError
 */
function rotateBookingKey(
  database: Database,
  tenantId: string,
  accountId: string,
): Promise<BookingAccountWithKey> {
  return database.change(tenantId, async ({ em, emit }) => {
    const account = await lockBookingAccount(em, accountId);
    refuseDisconnectedBookings(account);
    emit(toTenantUpdated(tenantId, 'bookingAccounts'));
    return { account, webhookKey: replaceKey(account) };
  });
}

/** Use cases of connections. */
export interface BookingAccounts {
  /** True if events may be simulated: not in production. */
  readonly canSimulate: boolean;
  connect(tenantId: string, input: NewBookingAccount): Promise<ConnectedBookings>;
  rotate(tenantId: string, accountId: string): Promise<ConnectedBookings>;
  update(tenantId: string, input: BookingAccountChange): Promise<BookingAccount>;
  disconnect(tenantId: string, accountId: string): Promise<BookingAccount>;
  /** The webhook URL without the secret part of its key. */
  shownWebhookUrl(account: Pick<BookingAccount, 'webhookKeyPrefix'>): string;
}

/** A connection with the URL to enter in the booking system; it cannot be shown again. */
export interface ConnectedBookings {
  readonly account: BookingAccount;
  readonly webhookUrl: string;
}

/** Options of `createBookingAccounts`. */
export interface BookingAccountsOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly publicUrl: () => string;
  /** Refuses API URLs that this server never calls. */
  readonly findUrlFault: FindUrlFault;
  readonly canSimulate: boolean;
}

/** Creates the use cases. */
export function createBookingAccounts(options: BookingAccountsOptions): BookingAccounts {
  const { database, cipher, publicUrl, findUrlFault, canSimulate } = options;
  const toConnected = ({ account, webhookKey }: BookingAccountWithKey): ConnectedBookings => ({
    account,
    webhookUrl: `${publicUrl()}${bookingWebhookPath}?key=${encodeURIComponent(webhookKey)}`,
  });
  return {
    canSimulate,
    connect: async (tenantId, input) =>
      toConnected(await connectBookings(database, cipher, tenantId, input, findUrlFault)),
    rotate: async (tenantId, id) => toConnected(await rotateBookingKey(database, tenantId, id)),
    update: (tenantId, input) => updateBookingAccount({ database, cipher, findUrlFault }, tenantId, input),
    disconnect: (tenantId, id) => disconnectBookings(database, tenantId, id),
    shownWebhookUrl: ({ webhookKeyPrefix }) =>
      `${publicUrl()}${bookingWebhookPath}?key=${webhookKeyPrefix}***`,
  };
}

/** Connections to the booking system: credentials are encrypted at rest, webhook keys are shown once. */
import type { Database } from '../database/database.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { parseLine } from './input-rules.js';
import type { FindUrlFault } from './parse-credentials.js';
import type { SecretCipher } from './secret-cipher.js';
import { createWebhookKey, hashWebhookKey, toWebhookKeyPrefix } from './webhook-key.js';

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
}

/** A connection with its key in plain text, which cannot be read again. */
export interface BookingAccountWithKey {
  readonly account: BookingAccount;
  readonly webhookKey: string;
}

const credentialNames = ['webhookSecret', 'partnerToken', 'userToken'] as const;
const minSecretChars = 8;
const maxSecretChars = 500;

/**
 * Creates a connection.
 * @param findUrlFault refuses API URLs that the server never calls; by default none
 * @throws BadUserInputError
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
  const credentials = parseCredentials(input, findUrlFault);
  return database.change(tenantId, async ({ em }) => {
    const account = em.create(BookingAccount, {
      id,
      tenantId,
      name: input.name ? parseLine('name', input.name) : 'YClients',
      credentialsCipher: credentials === null ? null : cipher.seal(credentials, id),
      webhookKeyHash: hashWebhookKey(webhookKey),
      webhookKeyPrefix: toWebhookKeyPrefix(webhookKey),
      acceptsBareLoopback: false,
      createdAt: new Date(),
    });
    return { account, webhookKey };
  });
}

/** Rotates a connection's webhook key; the old one stops working at once. @throws NotFoundError */
function rotateBookingKey(
  database: Database,
  tenantId: string,
  accountId: string,
): Promise<BookingAccountWithKey> {
  return database.change(tenantId, async ({ em }) => {
    const account = isUuid(accountId) && (await em.findOne(BookingAccount, { id: accountId }));
    if (!account) throw new NotFoundError('booking account', accountId);
    const webhookKey = createWebhookKey();
    account.webhookKeyHash = hashWebhookKey(webhookKey);
    account.webhookKeyPrefix = toWebhookKeyPrefix(webhookKey);
    return { account, webhookKey };
  });
}

/** The credentials to encrypt; null when none were given. @throws BadUserInputError */
function parseCredentials(
  input: NewBookingAccount,
  findUrlFault: FindUrlFault,
): Record<string, string> | null {
  const credentials: Record<string, string> = {};
  for (const name of credentialNames) {
    const value = input[name]?.trim();
    if (!value) continue;
    if (value.length < minSecretChars || value.length > maxSecretChars || !/^[\x21-\x7e]+$/.test(value)) {
      throw new BadUserInputError(
        name,
        `must have ${minSecretChars} to ${maxSecretChars} characters without spaces`,
      );
    }
    credentials[name] = value;
  }
  if (input.apiBaseUrl) {
    const url = URL.parse(input.apiBaseUrl);
    if (url?.protocol !== 'https:') throw new BadUserInputError('apiBaseUrl', 'must be an https URL');
    const fault = findUrlFault(input.apiBaseUrl);
    if (fault !== null) throw new BadUserInputError('apiBaseUrl', fault);
    credentials.apiBaseUrl = input.apiBaseUrl.replace(/\/+$/, '');
  }
  return Object.keys(credentials).length === 0 ? null : credentials;
}

/** Use cases of connections. */
export interface BookingAccounts {
  /** True if events may be simulated: not in production. */
  readonly canSimulate: boolean;
  connect(tenantId: string, input: NewBookingAccount): Promise<ConnectedBookings>;
  rotate(tenantId: string, accountId: string): Promise<ConnectedBookings>;
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
  };
}

/** Use case: change the name, the credentials and the webhook key of a provider account. */
import type { Database, UnitOfWork } from '../database/database.js';
import { BadUserInputError } from '../domain/errors.js';
import type { ProviderAccount } from '../entities/provider-account.entity.js';
import type { CredentialFields } from '../providers/contract/account.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { isSameValue, namesOtherAccount } from '../providers/contract/same-account.js';
import { getProvider } from '../providers/registry.js';
import { getAccount } from './channels.js';
import { parseLine } from './input-rules.js';
import { type FindUrlFault, parseCredentials } from './parse-credentials.js';
import { replaceWebhookKey } from './provider-accounts.js';
import { readStored } from './read-stored.js';
import { lockAccounts, refuseConnectedTwice } from './refuse-connected-twice.js';
import { refuseDisconnected } from './refuse-disconnected.js';
import type { SecretCipher } from './secret-cipher.js';
import { toTenantUpdated } from './tenant-updated.js';

/** Changes of an account; an absent or null field is kept. */
export interface ProviderAccountChange {
  readonly id: string;
  readonly name?: string | null;
  /** The credential fields to change; null removes an optional one, absent ones are kept. */
  readonly credentials?: unknown;
  readonly rotateWebhookKey?: boolean | null;
}

/** A changed account. */
export interface ChangedAccount {
  readonly account: ProviderAccount;
  /** The new key in plain text, which cannot be read again; null when it was not replaced. */
  readonly webhookKey: string | null;
  /** The names of what differs, such as `name`, `credentials.apiToken` and `webhookKey`; never a value. */
  readonly changed: readonly string[];
}

/** Options of `updateProviderAccount`. */
export interface UpdateProviderAccountOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly findUrlFault: FindUrlFault;
}

/**
 * Changes an account. Where its stored credentials are missing or cannot be decrypted, all required fields must be
 * given.
 * @throws NotFoundError; BadUserInputError that names faults, never values, also for credentials of another account at
 * the vendor; ConflictError when another account of the company has them
 */
export function updateProviderAccount(
  options: UpdateProviderAccountOptions,
  tenantId: string,
  input: ProviderAccountChange,
): Promise<ChangedAccount> {
  return options.database.change(tenantId, async unit => {
    // Two changes of different fields at the same time are both kept.
    await lockAccounts(unit, tenantId);
    const account = await getAccount(unit, input.id);
    refuseDisconnected(account);
    const changed: string[] = [];
    if (input.name != null) {
      const name = parseLine('name', input.name);
      if (name !== account.name) changed.push('name');
      account.name = name;
    }
    if (input.credentials != null)
      changed.push(...(await changeCredentials(unit, options, account, input.credentials)));
    const webhookKey = input.rotateWebhookKey === true ? replaceWebhookKey(account) : null;
    if (webhookKey !== null) changed.push('webhookKey');
    if (changed.length > 0) unit.emit(toTenantUpdated(tenantId, 'providerAccounts'));
    return { account, webhookKey, changed };
  });
}

/** @returns the names of the changed fields */
async function changeCredentials(
  unit: UnitOfWork,
  { cipher, findUrlFault }: UpdateProviderAccountOptions,
  account: ProviderAccount,
  given: unknown,
): Promise<string[]> {
  const provider = getProvider(account.kind);
  const { credentialFields: fields } = provider;
  const stored = readStored(cipher, account) ?? {};
  const parsed = parseCredentials(provider, mergeFields(fields, stored, given), findUrlFault);
  const { credentials, externalId } = parsed;
  // The stored credentials can be lost; the vendor's id is kept.
  const hasOtherId = account.externalId !== null && externalId !== account.externalId;
  if (hasOtherId || namesOtherAccount(fields, stored, credentials)) {
    const names = Object.keys(fields).filter(name => fields[name]?.isAccountId);
    throw new BadUserInputError(
      'credentials',
      `cannot be used: "${names.join()}" names another account at ${provider.displayName}; connect it as a new account`,
    );
  }
  await refuseConnectedTwice(unit, cipher, account, parsed);
  const changed = Object.keys(fields).filter(
    name => !isSameValue(stored[name] ?? null, credentials[name] ?? null),
  );
  if (changed.length === 0) return [];
  account.credentialsCipher = cipher.seal(credentials, account.id);
  account.externalId = externalId;
  // A listing that the former credentials were refused for is repeated soon.
  account.templatesDueAt = null;
  return changed.map(name => `credentials.${name}`);
}

/** The stored fields with the given ones; anything but an object is left to the provider's rules. */
function mergeFields(fields: CredentialFields, stored: ProviderCredentials, given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const merged = Object.entries({ ...stored, ...given });
  return Object.fromEntries(merged.filter(([name, value]) => value !== null || !Object.hasOwn(fields, name)));
}

/** Use case: change the name, the credentials and the webhook key of a provider account. */

import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import type { CredentialFields } from '../providers/contract/account.js';
import {
  type FormerValues,
  overlappingFieldsOf,
  readFormer,
  withFormer,
} from '../providers/contract/former-credentials.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { isSameValue, namesOtherAccount } from '../providers/contract/same-account.js';
import { getProvider } from '../providers/registry.js';
import { getAccount } from './channels.js';
import { type CheckCredentials, checkNewCredentials } from './check-new-credentials.js';
import { parseLine, parseWithin } from './input-rules.js';
import { type FindUrlFault, type ParsedCredentials, parseCredentials } from './parse-credentials.js';
import { replaceWebhookKey } from './provider-accounts.js';
import { readStored } from './read-stored.js';
import { refuseConnectedTwice } from './refuse-connected-twice.js';
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
  /** Stores credentials also when the vendor could not be asked about them. */
  readonly acceptUnchecked?: boolean | null;
  /** Hours for which a replaced value is accepted in webhooks, where the vendor allows two; 24 by default. */
  readonly overlapHours?: number | null;
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
  /** Checks credentials at the vendor before they are stored; without it they are stored unchecked. */
  readonly check?: CheckCredentials;
}

/** Changes of different fields by several users repeat the check; more of them at once are refused. */
const maxChecks = 5;
const defaultOverlapHours = 24;
const maxOverlapHours = 72;

/** What was checked: the check holds for an account that is still stored like this. */
interface Checked {
  readonly cipherBefore: string | null;
  readonly accepted: true | null;
}

/**
 * Changes an account. Where its stored credentials are missing or cannot be decrypted, all required fields must be
 * given. New credentials are checked at the vendor first, with no transaction open.
 * @throws NotFoundError; BadUserInputError that names faults, never values, also for credentials of another account at
 * the vendor and for refused ones; ProviderFailedError when the vendor could not be asked; ConflictError when another
 * account of the company has them, and for a disconnected account
 */
export async function updateProviderAccount(
  options: UpdateProviderAccountOptions,
  tenantId: string,
  input: ProviderAccountChange,
): Promise<ChangedAccount> {
  const isChecked = options.check !== undefined && input.credentials != null;
  for (let round = 0; round < maxChecks; round += 1) {
    const checked = isChecked ? await checkChange(options, tenantId, input) : null;
    const changed = await applyChange(options, tenantId, input, checked);
    if (changed) return changed;
  }
  throw new ConflictError('The account is being changed by others; try again.', { reason: 'WRONG_STATE' });
}

/** Checks what the change would store. Null when no credential changes. */
async function checkChange(
  options: UpdateProviderAccountOptions,
  tenantId: string,
  input: ProviderAccountChange,
): Promise<Checked | null> {
  const { check, cipher } = options;
  const em = await options.database.forTenant(tenantId);
  const account = isUuid(input.id) ? await em.findOne(ProviderAccount, { id: input.id }) : null;
  if (!account) throw new NotFoundError('provider account', input.id);
  refuseDisconnected(account);
  const planned = planCredentials(options, account, input);
  if (!check || planned.changed.length === 0) return null;
  const refuse = (unit: UnitOfWork) => refuseConnectedTwice(unit, cipher, account, planned.parsed);
  await options.database.change(tenantId, refuse);
  const accepted = await checkNewCredentials(check, {
    ...{ kind: account.kind, credentials: planned.parsed.credentials, changed: planned.changed },
    acceptsUnchecked: input.acceptUnchecked === true,
  });
  return { cipherBefore: account.credentialsCipher, accepted };
}

/** @returns null when the credentials were changed since the check */
function applyChange(
  options: UpdateProviderAccountOptions,
  tenantId: string,
  input: ProviderAccountChange,
  checked: Checked | null,
): Promise<ChangedAccount | null> {
  return options.database.change(tenantId, async unit => {
    // Two changes of different fields at the same time are both kept.
    await lockCompany(unit, tenantId);
    const account = await getAccount(unit, input.id);
    refuseDisconnected(account);
    if (checked && account.credentialsCipher !== checked.cipherBefore) return null;
    const changed: string[] = [];
    if (input.name != null) {
      const name = parseLine('name', input.name);
      if (name !== account.name) changed.push('name');
      account.name = name;
    }
    if (input.credentials != null) {
      const fields = await changeCredentials(unit, options, account, input);
      if (fields.length > 0) account.credentialsAccepted = checked?.accepted ?? null;
      changed.push(...fields);
    }
    const webhookKey = input.rotateWebhookKey === true ? replaceWebhookKey(account) : null;
    if (webhookKey !== null) changed.push('webhookKey');
    if (changed.length > 0) unit.emit(toTenantUpdated(tenantId, 'providerAccounts'));
    return { account, webhookKey, changed };
  });
}

interface PlannedCredentials {
  readonly parsed: ParsedCredentials;
  readonly stored: ProviderCredentials;
  readonly changed: readonly string[];
}

/** The credentials after a change, validated by the provider's rules. @throws BadUserInputError */
function planCredentials(
  { cipher, findUrlFault }: UpdateProviderAccountOptions,
  account: ProviderAccount,
  { credentials: given }: ProviderAccountChange,
): PlannedCredentials {
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
  const changed = Object.keys(fields).filter(
    name => !isSameValue(stored[name] ?? null, credentials[name] ?? null),
  );
  return { parsed, stored, changed };
}

/** @returns the names of the changed fields */
async function changeCredentials(
  unit: UnitOfWork,
  options: UpdateProviderAccountOptions,
  account: ProviderAccount,
  input: ProviderAccountChange,
): Promise<string[]> {
  const { parsed, stored, changed } = planCredentials(options, account, input);
  await refuseConnectedTwice(unit, options.cipher, account, parsed);
  const former = toFormer(getProvider(account.kind).credentialFields, stored, changed, input.overlapHours);
  if (changed.length === 0) return [];
  account.credentialsCipher = options.cipher.seal(withFormer(parsed.credentials, former), account.id);
  account.externalId = parsed.externalId;
  // A listing that the former credentials were refused for is repeated soon.
  account.templatesDueAt = null;
  return changed.map(name => `credentials.${name}`);
}

/** The replaced values that stay accepted in webhooks. @throws BadUserInputError */
function toFormer(
  fields: CredentialFields,
  stored: ProviderCredentials,
  changed: readonly string[],
  hours: number | null | undefined,
): FormerValues | null {
  if (hours != null) parseWithin('overlapHours', hours, 0, maxOverlapHours);
  const overlapping = overlappingFieldsOf(fields);
  if (hours && overlapping.length === 0)
    throw new BadUserInputError('overlapHours', 'must be left out: the provider allows one value at a time');
  const replaced = overlapping.filter(name => changed.includes(name) && stored[name] != null);
  if (replaced.length === 0) return readFormer(stored);
  const ms = (hours ?? defaultOverlapHours) * 3_600_000;
  if (ms === 0) return null;
  const values = Object.fromEntries(replaced.map(name => [name, stored[name]]));
  return { values, until: new Date(Date.now() + ms).toISOString() };
}

/** The stored fields with the given ones; anything but an object is left to the provider's rules. */
function mergeFields(fields: CredentialFields, stored: ProviderCredentials, given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const known = Object.entries(stored).filter(([name]) => Object.hasOwn(fields, name));
  const merged = Object.entries({ ...Object.fromEntries(known), ...given });
  return Object.fromEntries(merged.filter(([name, value]) => value !== null || !Object.hasOwn(fields, name)));
}

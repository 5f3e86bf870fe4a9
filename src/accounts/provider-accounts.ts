/** Provider accounts: credentials are encrypted at rest, webhook keys are shown once. */

import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import type { FirstChannel } from '../providers/contract/account.js';
import { getProvider } from '../providers/registry.js';
import { addChannel, getAccount } from './channels.js';
import { type CheckCredentials, checkNewCredentials } from './check-new-credentials.js';
import { restoreChannels } from './disconnect-provider.js';
import { parseLine } from './input-rules.js';
import { type FindUrlFault, type ParsedCredentials, parseCredentials } from './parse-credentials.js';
import { findDisconnected, refuseConnectedTwice } from './refuse-connected-twice.js';
import { refuseDisconnected } from './refuse-disconnected.js';
import type { SecretCipher } from './secret-cipher.js';
import { toTenantUpdated } from './tenant-updated.js';
import { createWebhookKey, hashWebhookKey, toWebhookKeyPrefix } from './webhook-key.js';

/** An account to connect. */
export interface NewProviderAccount {
  readonly kind: ProviderKind;
  readonly name: string;
  /** Validated by the provider's own rules. */
  readonly credentials: unknown;
  /** Stores them also when the vendor could not be asked about them. */
  readonly acceptUnchecked?: boolean | null;
}

/** An account with its key in plain text, which cannot be read again. */
export interface AccountWithKey {
  readonly account: ProviderAccount;
  readonly webhookKey: string;
}

/** Options that only the demo sets: a documented webhook key, bare URLs from loopback, ready channels. */
export interface DemoAccountOptions {
  readonly webhookKey: string;
  readonly acceptsBareLoopback: boolean;
  readonly channels: readonly FirstChannel[];
}

/** Adds an account and its first channels to a unit of work. @throws BadUserInputError */
export function addAccount(
  unit: UnitOfWork,
  tenantId: string,
  cipher: SecretCipher,
  input: NewProviderAccount,
  demo: DemoAccountOptions,
): AccountWithKey {
  const parsed = parseCredentials(getProvider(input.kind), input.credentials, anyUrl);
  return createAccount(unit, tenantId, cipher, { ...input, parsed }, demo);
}

function createAccount(
  unit: UnitOfWork,
  tenantId: string,
  cipher: SecretCipher,
  { kind, name, parsed }: Omit<NewProviderAccount, 'credentials'> & { readonly parsed: ParsedCredentials },
  demo?: DemoAccountOptions,
): AccountWithKey {
  const id = uuidV7();
  const webhookKey = demo?.webhookKey ?? createWebhookKey();
  const account = unit.em.create(ProviderAccount, {
    id,
    tenantId,
    kind,
    name: parseLine('name', name),
    externalId: parsed.externalId,
    credentialsCipher: cipher.seal(parsed.credentials, id),
    webhookKeyHash: hashWebhookKey(webhookKey),
    webhookKeyPrefix: toWebhookKeyPrefix(webhookKey),
    acceptsBareLoopback: demo?.acceptsBareLoopback ?? false,
    templatesDueAt: null,
    disconnectedAt: null,
    knownAs: null,
    lastWebhookAt: null,
    credentialsAccepted: null,
    createdAt: new Date(),
  });
  const channels = demo?.channels ?? getProvider(kind).firstChannels(parsed.credentials);
  for (const channel of channels) addChannel(unit, account, channel);
  unit.emit(toTenantUpdated(tenantId, 'providerAccounts'));
  return { account, webhookKey };
}

/** Connects a disconnected account again: its numbers, conversations and queued messages are kept. */
async function takeUpAccount(
  unit: UnitOfWork,
  cipher: SecretCipher,
  account: ProviderAccount,
  { name, parsed }: { readonly name: string; readonly parsed: ParsedCredentials },
): Promise<AccountWithKey> {
  account.name = parseLine('name', name);
  account.externalId = parsed.externalId;
  account.credentialsCipher = cipher.seal(parsed.credentials, account.id);
  account.disconnectedAt = null;
  account.knownAs = null;
  const webhookKey = replaceWebhookKey(account);
  const channels = await restoreChannels(unit, account.id);
  const known = new Set(channels.map(({ externalId }) => externalId));
  for (const channel of getProvider(account.kind).firstChannels(parsed.credentials)) {
    if (known.has(channel.externalId)) continue;
    const isDefault = channels.some(other => other.isDefault) ? false : channel.isDefault;
    addChannel(unit, account, { ...channel, isDefault });
  }
  unit.emit(toTenantUpdated(account.tenantId, 'providerAccounts'));
  return { account, webhookKey };
}

const anyUrl: FindUrlFault = () => null;

/**
 * Connects an account, or connects a disconnected one again.
 * @param findUrlFault refuses base URLs that the server never calls; by default none
 * @param check checks the credentials at the vendor before they are stored; by default they are not checked
 * @throws BadUserInputError that names every fault of the credentials, never a value; ProviderFailedError when the vendor
 * could not be asked; ConflictError when the company has
 * connected this account at the vendor already
 */
export async function connectProvider(
  database: Database,
  cipher: SecretCipher,
  tenantId: string,
  input: NewProviderAccount,
  findUrlFault: FindUrlFault = anyUrl,
  check?: CheckCredentials,
): Promise<AccountWithKey> {
  const parsed = parseCredentials(getProvider(input.kind), input.credentials, findUrlFault);
  if (check) await database.change(tenantId, unit => refuseConnectedTwice(unit, cipher, input, parsed));
  const accepted = check
    ? await checkNewCredentials(check, {
        ...{ kind: input.kind, credentials: parsed.credentials, changed: null },
        acceptsUnchecked: input.acceptUnchecked === true,
      })
    : null;
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    await refuseConnectedTwice(unit, cipher, input, parsed);
    const known = await findDisconnected(unit, input.kind, parsed);
    const connected = known
      ? await takeUpAccount(unit, cipher, known, { name: input.name, parsed })
      : createAccount(unit, tenantId, cipher, { ...input, parsed });
    connected.account.credentialsAccepted = accepted;
    return connected;
  });
}

/** Rotates an account's webhook key; the old one stops working at once. @throws NotFoundError, ConflictError */
export function rotateWebhookKey(
  database: Database,
  tenantId: string,
  accountId: string,
): Promise<AccountWithKey> {
  return database.change(tenantId, async unit => {
    const account = await getAccount(unit, accountId);
    refuseDisconnected(account);
    unit.emit(toTenantUpdated(tenantId, 'providerAccounts'));
    return { account, webhookKey: replaceWebhookKey(account) };
  });
}

/** Gives an account a new webhook key. @returns the key in plain text */
export function replaceWebhookKey(account: ProviderAccount): string {
  const webhookKey = createWebhookKey();
  account.webhookKeyHash = hashWebhookKey(webhookKey);
  account.webhookKeyPrefix = toWebhookKeyPrefix(webhookKey);
  return webhookKey;
}

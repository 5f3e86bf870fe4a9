/** Provider accounts: credentials are encrypted at rest, webhook keys are shown once. */
import type { Database, UnitOfWork } from '../database/database.js';
import { BadUserInputError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import type { FirstChannel } from '../providers/contract/account.js';
import { getProvider } from '../providers/registry.js';
import { addChannel, getAccount } from './channels.js';
import { parseLine } from './input-rules.js';
import type { SecretCipher } from './secret-cipher.js';
import { createWebhookKey, hashWebhookKey, toWebhookKeyPrefix } from './webhook-key.js';

/** An account to connect. */
export interface NewProviderAccount {
  readonly kind: ProviderKind;
  readonly name: string;
  /** Validated by the provider's own rules. */
  readonly credentials: unknown;
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

/** Adds an account and its first channels to a unit of work. */
export function addAccount(
  unit: UnitOfWork,
  tenantId: string,
  cipher: SecretCipher,
  input: NewProviderAccount,
  demo?: DemoAccountOptions,
): AccountWithKey {
  const provider = getProvider(input.kind);
  const parsed = provider.parseCredentials(input.credentials);
  if (!parsed.ok) throw new BadUserInputError('credentials', `cannot be used: ${joinFaults(parsed.faults)}`);
  const id = uuidV7();
  const webhookKey = demo?.webhookKey ?? createWebhookKey();
  const account = unit.em.create(ProviderAccount, {
    id,
    tenantId,
    kind: input.kind,
    name: parseLine('name', input.name),
    externalId: parsed.externalId ?? null,
    credentialsCipher: cipher.seal(parsed.credentials, id),
    webhookKeyHash: hashWebhookKey(webhookKey),
    webhookKeyPrefix: toWebhookKeyPrefix(webhookKey),
    acceptsBareLoopback: demo?.acceptsBareLoopback ?? false,
    createdAt: new Date(),
  });
  const channels = demo?.channels ?? provider.firstChannels(parsed.credentials);
  for (const channel of channels) addChannel(unit, account, channel);
  return { account, webhookKey };
}

/** Connects an account. @throws BadUserInputError that names every fault of the credentials, never a value */
export function connectProvider(
  database: Database,
  cipher: SecretCipher,
  tenantId: string,
  input: NewProviderAccount,
): Promise<AccountWithKey> {
  return database.change(tenantId, async unit => addAccount(unit, tenantId, cipher, input));
}

/** Rotates an account's webhook key; the old one stops working at once. @throws NotFoundError */
export function rotateWebhookKey(
  database: Database,
  tenantId: string,
  accountId: string,
): Promise<AccountWithKey> {
  return database.change(tenantId, async unit => {
    const account = await getAccount(unit, accountId);
    const webhookKey = createWebhookKey();
    account.webhookKeyHash = hashWebhookKey(webhookKey);
    account.webhookKeyPrefix = toWebhookKeyPrefix(webhookKey);
    return { account, webhookKey };
  });
}

/** The error's sentence ends in a full stop by itself. */
function joinFaults(faults: readonly string[]): string {
  return faults.join(' ').replace(/\.$/, '');
}

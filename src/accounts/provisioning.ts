/**
 * Provisioning of a company: the company itself, its users, provider accounts, channels and settings.
 *
 * The access rules of the resolvers authorise the call before; the tenant is the viewer's, and an id of another tenant
 * is answered like one that does not exist.
 */
import type { Database } from '../database/database.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { Channel } from '../entities/channel.entity.js';
import type { ProviderAccount } from '../entities/provider-account.entity.js';
import type { Tenant } from '../entities/tenant.entity.js';
import type { User } from '../entities/user.entity.js';
import type { ProviderCapabilities } from '../providers/contract/provider.js';
import { getProvider } from '../providers/registry.js';
import { type ChannelChange, createChannel, type NewChannel, updateChannel } from './channels.js';
import type { CheckCredentials } from './check-new-credentials.js';
import { deleteChannel } from './delete-channel.js';
import { type DescribedCredentialField, describeCredentials } from './describe-credentials.js';
import { disconnectProvider } from './disconnect-provider.js';
import type { FindUrlFault } from './parse-credentials.js';
import {
  type AccountWithKey,
  connectProvider,
  type NewProviderAccount,
  rotateWebhookKey,
} from './provider-accounts.js';
import { readStored } from './read-stored.js';
import type { SecretCipher } from './secret-cipher.js';
import { createTenant, createUser, type NewTenant, type NewUser } from './tenants.js';
import { type ProviderAccountChange, updateProviderAccount } from './update-provider-account.js';
import { type TenantSettingsChange, updateTenantSettings } from './update-tenant-settings.js';
import { createWebhookUrls } from './webhook-url.js';

/** The tenant whose data is changed; a Viewer is one. */
export interface TenantBound {
  readonly tenantId: string;
}

/** A tenant, with the user who changes its data, for the log. */
export interface ChangingUser extends TenantBound {
  readonly userId: string;
}

/** Options of `createProvisioning`. */
export interface ProvisioningOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  /** Base URL at which providers reach this server, without a trailing slash. */
  readonly publicUrl: () => string;
  /**
   * Called after a channel was created and committed, to reprocess what was quarantined for it; the mutation resolves
   * after it. A failure is logged and does not undo the channel.
   */
  readonly onChannelCreated?: (channel: Channel) => Promise<void> | void;
  /** Called with a company's id after a change of settings that decides about access. */
  readonly onAccessChanged?: (tenantId: string) => void;
  /** Refuses base URLs of providers that this server never calls. */
  readonly findUrlFault: FindUrlFault;
  /** Checks credentials at the vendor before they are stored; without it they are stored unchecked. */
  readonly checkCredentials?: CheckCredentials;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Logs who changed what. */
  readonly audit: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** An account with the URL to enter at the provider; the URL cannot be shown again. */
export interface ConnectedAccount {
  readonly account: ProviderAccount;
  readonly webhookUrl: string;
}

/** A changed account; the URL is null when its key was not replaced. */
export interface UpdatedAccount {
  readonly account: ProviderAccount;
  readonly webhookUrl: string | null;
}

/** Use cases; each function of the same name documents what it throws. */
export interface Provisioning {
  createTenant(input: NewTenant): Promise<Tenant>;
  createUser(tenant: TenantBound, input: NewUser): Promise<User>;
  connectProvider(viewer: TenantBound, input: NewProviderAccount): Promise<ConnectedAccount>;
  updateProviderAccount(viewer: ChangingUser, input: ProviderAccountChange): Promise<UpdatedAccount>;
  rotateWebhookKey(viewer: TenantBound, accountId: string): Promise<ConnectedAccount>;
  disconnectProvider(viewer: ChangingUser, accountId: string): Promise<ProviderAccount>;
  createChannel(viewer: TenantBound, input: NewChannel): Promise<Channel>;
  updateChannel(viewer: TenantBound, input: ChannelChange): Promise<Channel>;
  /** @returns the id of the deleted number */
  deleteChannel(viewer: TenantBound, channelId: string): Promise<string>;
  updateTenantSettings(viewer: TenantBound, input: TenantSettingsChange): Promise<Tenant>;
  /** Capabilities of the vendor's API; they depend on the vendor only. */
  capabilitiesOf(kind: ProviderKind): ProviderCapabilities;
  /** The fields of a vendor's credentials. */
  credentialFieldsOf(kind: ProviderKind): readonly DescribedCredentialField[];
  /** See `ProviderAccount.credentialsWork` in the schema. */
  credentialsWork(account: ProviderAccount): boolean | null;
  /** The account's webhook URL without the secret part of its key. */
  shownWebhookUrl(account: Pick<ProviderAccount, 'kind' | 'webhookKeyPrefix'>): string;
}

/** Creates the use cases. */
export function createProvisioning(options: ProvisioningOptions): Provisioning {
  const { database, cipher, findUrlFault, log, audit, checkCredentials: check } = options;
  const urls = createWebhookUrls(options.publicUrl);
  const toConnected = ({ account, webhookKey }: AccountWithKey): ConnectedAccount => ({
    account,
    webhookUrl: urls.withKey(account.kind, webhookKey),
  });

  return {
    createTenant: input => createTenant(database, input),
    createUser: ({ tenantId }, input) => createUser(database, tenantId, input),
    connectProvider: async ({ tenantId }, input) =>
      toConnected(await connectProvider(database, cipher, tenantId, input, findUrlFault, check)),
    async updateProviderAccount({ tenantId, userId }, input) {
      const { account, webhookKey, changed } = await updateProviderAccount(
        { database, cipher, findUrlFault, check },
        tenantId,
        input,
      );
      if (changed.length > 0)
        audit('provider account changed', { accountId: account.id, kind: account.kind, userId, changed });
      return { account, webhookUrl: webhookKey === null ? null : urls.withKey(account.kind, webhookKey) };
    },
    rotateWebhookKey: async ({ tenantId }, accountId) =>
      toConnected(await rotateWebhookKey(database, tenantId, accountId)),
    async disconnectProvider({ tenantId, userId }, accountId) {
      const account = await disconnectProvider(database, cipher, tenantId, accountId);
      audit('provider account disconnected', { accountId: account.id, kind: account.kind, userId });
      return account;
    },
    async createChannel({ tenantId }, input) {
      const channel = await createChannel(database, tenantId, input);
      try {
        await options.onChannelCreated?.(channel);
      } catch (error) {
        log('what waited for a new channel was not replayed', { channelId: channel.id, error });
      }
      return channel;
    },
    updateChannel: ({ tenantId }, input) => updateChannel(database, tenantId, input),
    deleteChannel: ({ tenantId }, channelId) => deleteChannel(database, tenantId, channelId),
    async updateTenantSettings({ tenantId }, input) {
      const tenant = await updateTenantSettings(database, tenantId, input);
      if (input.requiresSecondFactor != null) options.onAccessChanged?.(tenantId);
      return tenant;
    },
    capabilitiesOf: kind => getProvider(kind).capabilities,
    credentialFieldsOf: kind => describeCredentials(getProvider(kind).credentialFields),
    credentialsWork: account => {
      if (account.credentialsCipher === null) return null;
      return readStored(cipher, account) === null ? false : account.credentialsAccepted;
    },
    shownWebhookUrl: ({ kind, webhookKeyPrefix }) => urls.withHiddenKey(kind, webhookKeyPrefix),
  };
}

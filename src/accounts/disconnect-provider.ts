/** Use case: disconnect an account at a provider. */

import { LockMode } from '@mikro-orm/core';
import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { ChannelStatus, EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import type { ProviderAccount } from '../entities/provider-account.entity.js';
import { getProvider } from '../providers/registry.js';
import { getAccount } from './channels.js';
import { toKnownNames } from './known-account.js';
import { readStored } from './read-stored.js';
import { refuseDisconnected } from './refuse-disconnected.js';
import type { SecretCipher } from './secret-cipher.js';
import { toTenantUpdated } from './tenant-updated.js';

/**
 * Deletes the credentials, and archives the numbers; queued messages stay queued. The hash of the webhook key stays, so
 * that refused webhooks can be attributed; it no longer proves a request.
 * @throws NotFoundError, ConflictError for an account that is disconnected already
 */
export function disconnectProvider(
  database: Database,
  cipher: SecretCipher,
  tenantId: string,
  accountId: string,
): Promise<ProviderAccount> {
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const account = await getAccount(unit, accountId);
    refuseDisconnected(account);
    const { credentialFields } = getProvider(account.kind);
    const stored = readStored(cipher, account) ?? {};
    const names = toKnownNames(account.id, credentialFields, stored);
    // Credentials that cannot be read leave the vendor's id.
    account.knownAs = names.length > 0 ? names : toList(account.externalId?.toLowerCase());
    account.credentialsCipher = null;
    account.credentialsAccepted = null;
    account.templatesDueAt = null;
    account.disconnectedAt = new Date();
    await archiveChannels(unit, account.id);
    unit.emit(toTenantUpdated(tenantId, 'providerAccounts'));
    return account;
  });
}

/** Sets the numbers back that a disconnect had archived, in the transaction that connects their account again. */
export async function restoreChannels(unit: UnitOfWork, accountId: string): Promise<readonly Channel[]> {
  const channels = await lockChannels(unit, accountId);
  for (const channel of channels) {
    if (channel.archivedFrom === null) continue;
    channel.status = channel.archivedFrom;
    channel.archivedFrom = null;
    emitStatus(unit, channel);
  }
  return channels;
}

async function archiveChannels(unit: UnitOfWork, accountId: string): Promise<void> {
  for (const channel of await lockChannels(unit, accountId)) {
    if (channel.status === ChannelStatus.ARCHIVED) continue;
    channel.archivedFrom = channel.status;
    channel.status = ChannelStatus.ARCHIVED;
    channel.sendFault = null;
    emitStatus(unit, channel);
  }
}

const lockChannels = ({ em }: UnitOfWork, accountId: string): Promise<Channel[]> =>
  em.find(Channel, { accountId }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });

function emitStatus({ emit }: UnitOfWork, { id }: Channel): void {
  emit({
    kind: EventType.CHANNEL_UPDATED,
    subjectId: id,
    channelId: id,
    changed: ['status', 'health'],
  });
}

const toList = (name: string | undefined): string[] | null => (name === undefined ? null : [name]);

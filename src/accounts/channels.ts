/** Use cases for channels: the company's numbers. */
import { LockMode } from '@mikro-orm/core';
import type { Database, UnitOfWork } from '../database/database.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { ChannelStatus, EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { defaultChannelId, type FirstChannel } from '../providers/contract/account.js';
import { parseLine, parsePhoneNumber } from './input-rules.js';
import { refuseDuplicates } from './refuse-duplicates.js';

/** A number to create. */
export interface NewChannel extends FirstChannel {
  readonly accountId: string;
}

/** Changes of a number; an absent field is unchanged, a null `phoneNumber` is removed. */
export interface ChannelChange {
  readonly id: string;
  readonly displayName?: string | null;
  readonly phoneNumber?: string | null;
  readonly status?: ChannelStatus | null;
}

/** Adds a number to an account and emits its event. */
export function addChannel(
  { em, emit }: UnitOfWork,
  account: Pick<ProviderAccount, 'id' | 'tenantId' | 'kind'>,
  input: FirstChannel,
): Channel {
  const externalId = parseLine('externalId', input.externalId);
  const channel = em.create(Channel, {
    id: uuidV7(),
    tenantId: account.tenantId,
    accountId: account.id,
    kind: account.kind,
    externalId,
    displayName: parseLine('displayName', input.displayName),
    phoneNumber: input.phoneNumber == null ? null : parsePhoneNumber('phoneNumber', input.phoneNumber),
    ownAddress: null,
    ownAccount: null,
    isDefault: input.isDefault ?? externalId === defaultChannelId,
    status: ChannelStatus.ACTIVE,
    providerState: null,
    providerStateAt: null,
    providerWarnings: null,
    sendFault: null,
    createdAt: new Date(),
  });
  emit({ kind: EventType.CHANNEL_UPDATED, subjectId: channel.id, channelId: channel.id });
  return channel;
}

/**
 * Creates a number.
 * @throws NotFoundError for an account of another company, BadUserInputError, ConflictError when the account has it
 */
export function createChannel(database: Database, tenantId: string, input: NewChannel): Promise<Channel> {
  const sentence = `The account has a channel with the external id "${input.externalId.trim()}" already.`;
  return refuseDuplicates({ channels_account_external_id_key: sentence }, () =>
    database.change(tenantId, async unit => addChannel(unit, await getAccount(unit, input.accountId), input)),
  );
}

/** Changes a number; writes and emits nothing when nothing differs. @throws NotFoundError, BadUserInputError */
export function updateChannel(database: Database, tenantId: string, input: ChannelChange): Promise<Channel> {
  return database.change(tenantId, async ({ em, emit }) => {
    const channel = isUuid(input.id)
      ? await em.findOne(Channel, { id: input.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      : null;
    if (!channel) throw new NotFoundError('channel', input.id);
    const wanted: Partial<Pick<Channel, 'displayName' | 'phoneNumber' | 'status'>> = {
      ...(input.displayName != null && { displayName: parseLine('displayName', input.displayName) }),
      ...(input.phoneNumber !== undefined && {
        phoneNumber: input.phoneNumber === null ? null : parsePhoneNumber('phoneNumber', input.phoneNumber),
      }),
      ...(input.status != null && { status: input.status }),
    };
    const changed = Object.entries(wanted)
      .filter(([name, value]) => channel[name as keyof typeof wanted] !== value)
      .map(([name]) => name);
    if (changed.length > 0) {
      Object.assign(channel, wanted);
      emit({ kind: EventType.CHANNEL_UPDATED, subjectId: channel.id, channelId: channel.id, changed });
    }
    return channel;
  });
}

/** The account, not locked: accounts are never removed. @throws NotFoundError */
export async function getAccount({ em }: UnitOfWork, accountId: string): Promise<ProviderAccount> {
  const account = isUuid(accountId) ? await em.findOne(ProviderAccount, { id: accountId }) : null;
  if (!account) throw new NotFoundError('provider account', accountId);
  return account;
}

/** Use cases for channels: the company's numbers. */

import { LockMode } from '@mikro-orm/core';
import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { ChannelStatus, EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { defaultChannelId, type FirstChannel } from '../providers/contract/account.js';
import { isSameValue } from '../providers/contract/same-account.js';
import { parseLine, parsePhoneNumber } from './input-rules.js';
import { type OpeningRulesInput, parseAwayText, parseOpeningRules } from './opening-rules-input.js';
import { refuseDisconnected } from './refuse-disconnected.js';
import { refuseDuplicates } from './refuse-duplicates.js';

/** A number to create. */
export interface NewChannel extends FirstChannel {
  readonly accountId: string;
}

/** Changes of a number; an absent field is unchanged, null clears phone number, business hours and away text. */
export interface ChannelChange {
  readonly id: string;
  readonly displayName?: string | null;
  readonly phoneNumber?: string | null;
  readonly status?: ChannelStatus | null;
  /** True moves the account's default here; false is refused. */
  readonly isDefault?: boolean | null;
  readonly businessHours?: OpeningRulesInput | null;
  readonly awayText?: string | null;
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
    statusChangedAt: null,
    providerState: null,
    providerStateAt: null,
    providerWarnings: null,
    sendFault: null,
    archivedFrom: null,
    businessHours: null,
    awayText: null,
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
    database.change(tenantId, async unit => {
      const account = await getAccount(unit, input.accountId);
      refuseDisconnected(account);
      return addChannel(unit, account, input);
    }),
  );
}

type Wanted = Partial<
  Pick<
    Channel,
    'displayName' | 'phoneNumber' | 'status' | 'archivedFrom' | 'isDefault' | 'businessHours' | 'awayText'
  >
>;

/**
 * Changes a number; writes and emits nothing when nothing differs.
 * @throws NotFoundError, BadUserInputError, ConflictError for a number of a disconnected account that leaves ARCHIVED
 */
export function updateChannel(database: Database, tenantId: string, input: ChannelChange): Promise<Channel> {
  if (input.isDefault === false)
    throw new BadUserInputError('isDefault', 'must be true: make another number the default instead');
  return database.change(tenantId, async unit => {
    if (input.isDefault) await lockCompany(unit, tenantId);
    const channel = await lockChannel(unit, input.id);
    if (input.status != null) await checkStatus(unit, channel, input.status);
    if (input.isDefault && !channel.isDefault) await takeDefault(unit, channel);
    const changed = applyChange(channel, toWanted(input));
    if (changed.length > 0) emitChanged(unit, channel, changed);
    return channel;
  });
}

function toWanted(input: ChannelChange): Wanted {
  const { phoneNumber, businessHours, awayText } = input;
  return {
    ...(input.displayName != null && { displayName: parseLine('displayName', input.displayName) }),
    ...(phoneNumber !== undefined && {
      phoneNumber: phoneNumber === null ? null : parsePhoneNumber('phoneNumber', phoneNumber),
    }),
    ...(input.status != null && { status: input.status, archivedFrom: null }),
    ...(input.isDefault && { isDefault: true }),
    ...(businessHours !== undefined && { businessHours: parseOpeningRules('businessHours', businessHours) }),
    ...(awayText !== undefined && { awayText: parseAwayText('awayText', awayText) }),
  };
}

/** @returns the GraphQL names of what differs */
function applyChange(channel: Channel, wanted: Wanted): string[] {
  const names = Object.keys(wanted) as (keyof Wanted)[];
  const changed = names.filter(name => !isSameValue(channel[name], wanted[name]));
  Object.assign(channel, wanted);
  return changed.filter(name => name !== 'archivedFrom');
}

async function checkStatus(unit: UnitOfWork, channel: Channel, status: ChannelStatus): Promise<void> {
  if (channel.status !== ChannelStatus.ARCHIVED || status === ChannelStatus.ARCHIVED) return;
  refuseDisconnected(await getAccount(unit, channel.accountId));
}

/** Locks the other default; the company's accounts are locked before, so that there is one. */
async function takeDefault(unit: UnitOfWork, { id, accountId }: Channel): Promise<void> {
  const others = await unit.em.find(
    Channel,
    { accountId, isDefault: true, id: { $ne: id } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  for (const other of others) {
    other.isDefault = false;
    emitChanged(unit, other, ['isDefault']);
  }
}

function emitChanged({ emit }: UnitOfWork, { id }: Channel, changed: readonly string[]): void {
  emit({ kind: EventType.CHANNEL_UPDATED, subjectId: id, channelId: id, changed });
}

/** The number, locked. @throws NotFoundError */
export async function lockChannel({ em }: UnitOfWork, id: string): Promise<Channel> {
  const channel = isUuid(id)
    ? await em.findOne(Channel, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!channel) throw new NotFoundError('channel', id);
  return channel;
}

/** The account, not locked: accounts are never removed. @throws NotFoundError */
export async function getAccount({ em }: UnitOfWork, accountId: string): Promise<ProviderAccount> {
  const account = isUuid(accountId) ? await em.findOne(ProviderAccount, { id: accountId }) : null;
  if (!account) throw new NotFoundError('provider account', accountId);
  return account;
}

/**
 * Reports about a message or about the number (docs/providers/green-api.md, "Statuses" and "States").
 */
import { MessageStatus } from '../../domain/delivery-status.js';
import type { InboundEvent } from '../../domain/inbound-event.js';
import { ChannelStatus } from '../../domain/vocabulary.js';
import { readText, readUnixTime, readWord, type Tree, toTree } from '../json/json-value.js';
import { type EventBase, ignore } from './event-base.js';

const statuses: ReadonlyMap<string, MessageStatus> = new Map([
  ['sent', MessageStatus.SENT],
  ['delivered', MessageStatus.DELIVERED],
  ['read', MessageStatus.READ],
  ['failed', MessageStatus.FAILED],
  ['noaccount', MessageStatus.FAILED],
  ['notingroup', MessageStatus.FAILED],
]);

const failures: ReadonlyMap<string, string> = new Map([
  ['noaccount', 'The number has no WhatsApp account.'],
  ['notingroup', 'This number is not a member of the group.'],
]);

/** Null leaves the channel unchanged: `starting` is temporary, and the old `sleepMode` still sends. */
const channelStatuses: ReadonlyMap<string, ChannelStatus | null> = new Map([
  ['authorized', ChannelStatus.ACTIVE],
  ['notauthorized', ChannelStatus.AUTH_REQUIRED],
  ['blocked', ChannelStatus.DISCONNECTED],
  ['suspended', ChannelStatus.DISCONNECTED],
  ['yellowcard', ChannelStatus.DISCONNECTED],
]);

/** Reads `outgoingMessageStatus`. */
export function readStatus(notification: Tree, base: EventBase, receivedAt: Date): InboundEvent {
  const word = readWord(notification.status, 40);
  const status = statuses.get(word?.toLowerCase() ?? '');
  // The message waits at Green API, because WhatsApp warned the number. That is the channel's state, not the message's.
  if (word?.toLowerCase() === 'yellowcard')
    return {
      ...{ type: 'channel-state', ...base, status: ChannelStatus.DISCONNECTED, state: word },
      at: readUnixTime(notification.timestamp, receivedAt),
    };
  if (word === null || base.externalEventId === null)
    return ignore(base, 'A status without its word or without the id of its message.');
  if (status === undefined)
    return ignore(base, `The status "${word}" says nothing about how far a message came.`);
  const description = readText(notification.description)?.trim();
  const chatId = readWord(notification.chatId);
  const message = description ?? failures.get(word.toLowerCase()) ?? `Green API reports "${word}".`;
  const providerCode = /\bSWE\d{3}\b/.exec(description ?? '')?.[0] ?? word;
  return {
    type: 'status',
    ...base,
    // Only a lid adds information, when the message was sent to a phone; a phone adds none.
    ...(chatId !== null && /@lid$/i.test(chatId) ? { recipients: [chatId] } : {}),
    messageKey: base.externalEventId,
    correlationId: null,
    status,
    at: readUnixTime(notification.timestamp, receivedAt),
    failure: status === MessageStatus.FAILED ? { providerCode, message } : null,
  };
}

/** Reads `stateInstanceChanged`. */
export function readState(notification: Tree, base: EventBase, receivedAt: Date): InboundEvent {
  const state = readWord(notification.stateInstance, 40);
  if (state === null) return ignore(base, 'A change of state that names no state.');
  const status = channelStatuses.get(state.toLowerCase()) ?? null;
  return {
    type: 'channel-state',
    ...base,
    status,
    state,
    at: readUnixTime(notification.timestamp, receivedAt),
  };
}

/** Reads `quotaExceeded`: the number still receives, so only its health changes. */
export function readQuota(notification: Tree, base: EventBase, receivedAt: Date): InboundEvent {
  const { quotaData } = notification;
  if (typeof quotaData !== 'object' || quotaData === null)
    return ignore(base, 'A notification about a quota that names none.');
  const { method, used, total } = toTree(quotaData);
  const words = [readWord(method, 60), [used, total].map(count => readWord(count, 20) ?? '?').join(' of ')];
  const state = `quotaExceeded (${words.filter(Boolean).join(': ')})`;
  return {
    type: 'channel-state',
    ...base,
    status: null,
    state,
    at: readUnixTime(notification.timestamp, receivedAt),
  };
}

/** Maps one notification to one event, by `typeWebhook` (docs/providers/green-api.md, "Kinds of notifications"). */
import type { InboundEvent } from '../../domain/inbound-event.js';
import { AuthorKind } from '../../domain/vocabulary.js';
import { readId, readName, readUnixTime, readWord, type Tree, toDigest, toTree } from '../json/json-value.js';
import { explainNoPerson, findOtherForm, isSameNumber } from './address.js';
import { type EventBase, ignore } from './event-base.js';
import { toDocumented } from './flat-shape.js';
import { toKeyInChat } from './message-key.js';
import { readIncomingCall, readOutgoingCall } from './read-call.js';
import { readContent } from './read-content.js';
import { readQuota, readState, readStatus } from './read-report.js';

/** Facts shared by all notifications of a request. */
export interface RequestFacts {
  readonly receivedAt: Date;
  readonly keptBody: string;
}

/** Placeholder for an instance id that cannot be read. No channel has it, so the notification is quarantined. */
const unreadableInstance = '[unreadable]';

const echoTypes: ReadonlyMap<string, boolean> = new Map([
  ['outgoingMessageReceived', false],
  ['outgoingAPIMessageReceived', true],
]);

/** Other notifications that name a chat. */
const ofPersons: ReadonlySet<string> = new Set([
  ...['incomingMessageReceived', 'outgoingMessageStatus', 'incomingCall', 'outgoingCall'],
]);

/** Instance id of a notification; null when it has none. */
export function findInstance(notification: Tree): string | null {
  const stated = toTree(notification.instanceData).idInstance;
  if (stated === undefined || stated === null || stated === '') return null;
  return readWord(stated) ?? unreadableInstance;
}

/** Parses one notification; `position` is its index in the request, from 0. Never throws. */
export function readNotification(body: Tree, position: number, request: RequestFacts): InboundEvent {
  const notification = toDocumented(body);
  const type = readWord(notification.typeWebhook, 64);
  const wid = readWord(toTree(notification.instanceData).wid, 64);
  const base: EventBase = {
    channelExternalId: findInstance(notification),
    eventType: type ?? 'unknown',
    externalEventId: readId(notification.idMessage),
    ...(wid === null ? {} : { ownAddress: wid }),
  };
  const isEcho = type === null ? undefined : echoTypes.get(type);
  const isOfPerson = isEcho !== undefined || ofPersons.has(type ?? '');
  const instanceType = readWord(toTree(notification.instanceData).typeInstance, 40);
  // Elsewhere a chat id is a bare number that would read as a phone, and message ids hold for a session only.
  if (isOfPerson && instanceType !== null && instanceType !== 'whatsapp')
    return ignore(base, `An instance of the type "${instanceType}"; only WhatsApp is known.`);
  if (type === 'incomingMessageReceived' || isEcho !== undefined)
    return readMessage(notification, base, isEcho ?? null, position, request);
  switch (type) {
    case 'outgoingMessageStatus':
      return readStatus(notification, base, request.receivedAt);
    case 'stateInstanceChanged':
      return readState(notification, base, request.receivedAt);
    case 'quotaExceeded':
    case 'incomingBlock':
      return readQuota(notification, base, request.receivedAt);
    case 'incomingCall':
      return readIncomingCall(notification, base, request.receivedAt);
    case 'outgoingCall':
      return readOutgoingCall(notification, base, request.receivedAt);
    case null:
      return ignore(base, 'No typeWebhook; nothing is known of this shape.');
    default:
      return ignore(base, `Nothing is done with notifications of the type "${type}".`);
  }
}

/** Author of a change: the customer, an agent at the phone, or a program using the API. */
function toAuthor(isFromApi: boolean | null) {
  if (isFromApi === null) return AuthorKind.CONTACT;
  return isFromApi ? AuthorKind.SYSTEM : AuthorKind.USER;
}

function readMessage(
  notification: Tree,
  base: EventBase,
  isFromApi: boolean | null,
  position: number,
  { receivedAt, keptBody }: RequestFacts,
): InboundEvent {
  const sender = toTree(notification.senderData);
  const chatId = readWord(sender.chatId) ?? (isFromApi === null ? readWord(sender.sender) : null);
  const reason = explainNoPerson(chatId);
  if (chatId === null || reason !== null) return ignore(base, reason ?? 'No chat id.');
  const content = readContent(toTree(notification.messageData), chatId);
  if (content.type === 'nothing') return ignore(base, content.reason);
  const sentAt = readUnixTime(notification.timestamp, receivedAt);
  if (content.type === 'change') {
    const { targetId: messageKey, change } = content;
    const about = { messageKey, keyInChat: toKeyInChat(messageKey, chatId), addresses: [chatId] };
    return { ...base, ...about, ...change, author: toAuthor(isFromApi), at: sentAt };
  }
  const { type: _type, quotedId, ...said } = content;
  const unnamed = () => toDigest([base.eventType, keptBody, position]);
  if (isFromApi !== null) {
    const messageKey = base.externalEventId ?? unnamed();
    const rest = { messageKey, sentAt, correlationId: null, isFromApi };
    return { type: 'echo', ...base, to: chatId, ...said, ...rest };
  }
  const stated = [readWord(sender.sender), readWord(sender.senderPhoneNumber, 20)];
  // In lid chats Green API has named the instance itself as the sender (docs/providers/green-api.md, "Addresses").
  const other = findOtherForm(
    chatId,
    stated.filter(address => !isSameNumber(address, base.ownAddress)),
  );
  const names = [sender.senderContactName, sender.senderName, sender.chatName];
  return {
    type: 'message',
    ...base,
    from: chatId,
    ...(other === null ? {} : { alsoKnownAs: [other] }),
    senderName: readName(names),
    ...said,
    messageKey: base.externalEventId ?? unnamed(),
    ...(base.externalEventId !== null && { keyInChat: toKeyInChat(base.externalEventId, chatId) }),
    sentAt,
    replyToExternalId: quotedId,
  };
}

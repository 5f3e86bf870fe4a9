/**
 * Maps messages, echoes and statuses in Meta's Cloud API format to events. Shared by several vendors; each vendor
 * determines the channel itself.
 */
import { MessageStatus } from '../../domain/delivery-status.js';
import type { IgnoredEvent, InboundEvent, ReportedFailure } from '../../domain/inbound-event.js';
import { type CallContent, CallOutcome, describeContent } from '../../domain/message-content.js';
import { AuthorKind, MessageKind } from '../../domain/vocabulary.js';
import {
  firstText,
  readId,
  readName,
  readNumber,
  readUnixTime,
  readWord,
  type Tree,
  toDigest,
  toList,
  toTree,
} from '../json/json-value.js';
import {
  findCloudChangedIds,
  findCloudEchoRecipient,
  findCloudRecipients,
  findCloudSender,
} from './addresses.js';
import { readCloudChange } from './changes.js';
import { readCloudContent } from './content.js';
import { explainCloudError } from './error.js';
import { readCloudReferral } from './structured.js';

/** Context of an item that is not part of it. */
export interface CloudContext {
  readonly channelExternalId: string | null;
  readonly contacts: readonly Tree[];
  /** `metadata.display_phone_number`, in digits. */
  readonly ownAddress: string | null;
  readonly receivedAt: Date;
  /** The body that contains the item; the only identification of items without an id. */
  readonly keptBody: string;
}

type Base = Pick<IgnoredEvent, 'channelExternalId' | 'eventType' | 'externalEventId' | 'ownAddress'>;

const statuses: ReadonlyMap<string, MessageStatus> = new Map([
  ['sent', MessageStatus.SENT],
  ['delivered', MessageStatus.DELIVERED],
  ['read', MessageStatus.READ],
  // A voice note that the recipient listened to.
  ['played', MessageStatus.READ],
  ['failed', MessageStatus.FAILED],
]);

/** Stores an item without an effect. */
export function ignoreCloud(base: Base, reason: string): IgnoredEvent {
  const { channelExternalId, eventType, externalEventId } = base;
  return { type: 'ignored', channelExternalId, eventType, externalEventId, reason };
}

/** A customer opened the chat from an advertisement and has not written yet: creates the lead, with nothing unread. */
const openedChat = {
  ...{ kind: MessageKind.SYSTEM, text: 'Opened the chat', attachments: [] },
  addsUnread: false,
} as const;

/** Reads an entry of `messages`: a customer's message. */
export function readCloudMessage(message: Tree, context: CloudContext): InboundEvent {
  const base = toBase(message, context, readWord(message.type, 64) ?? 'message');
  if (message.group_id !== undefined)
    return ignoreCloud(base, 'A message of a group; only conversations with one person are kept.');
  const referral = readCloudReferral(message.referral);
  if (base.eventType === 'request_welcome' && referral === null)
    return ignoreCloud(base, 'A person opened the chat for the first time and wrote nothing yet.');
  const [from, ...alsoKnownAs] = findCloudSender(message, context.contacts);
  if (from === undefined) return ignoreCloud(base, 'No sender; nothing is known of this shape.');
  const facts = { ...base, author: AuthorKind.CONTACT, addresses: [from, ...alsoKnownAs] } as const;
  const change = readCloudChange(message, {
    ...facts,
    at: readUnixTime(message.timestamp, context.receivedAt),
  });
  if (change !== null) return change;
  const content = base.eventType === 'request_welcome' ? openedChat : readCloudContent(message);
  return {
    type: 'message',
    ...base,
    from,
    ...(alsoKnownAs.length > 0 ? { alsoKnownAs } : {}),
    senderName: findName(message, context.contacts),
    ...content,
    ...(referral !== null && { referral }),
    ...toKeyAndTime(base, message, context),
    replyToExternalId: readWord(toTree(message.context).id),
  };
}

/** Reads an entry of `message_echoes`: a user's reply in the WhatsApp Business app on the phone. */
export function readCloudEcho(message: Tree, context: CloudContext): InboundEvent {
  const base = toBase(message, context, 'smb_message_echoes');
  const [to, ...alsoKnownAs] = findCloudEchoRecipient(message, context.contacts);
  if (to === undefined)
    return ignoreCloud(base, 'An echo without a recipient; nothing is known of this shape.');
  const facts = { ...base, author: AuthorKind.USER, addresses: [to, ...alsoKnownAs] } as const;
  const change = readCloudChange(message, {
    ...facts,
    at: readUnixTime(message.timestamp, context.receivedAt),
  });
  if (change !== null) return change;
  const { isNotice: _isNotice, ...content } = readCloudContent(message);
  return {
    type: 'echo',
    ...base,
    to,
    ...(alsoKnownAs.length > 0 ? { alsoKnownAs } : {}),
    ...content,
    ...toKeyAndTime(base, message, context),
    correlationId: null,
    isFromApi: false,
  };
}

/** Reads an entry of `statuses`: the delivery status of one of our messages. */
export function readCloudStatus(status: Tree, context: CloudContext): InboundEvent {
  const word = readWord(status.status, 40);
  const base = toBase(status, context, word === null ? 'status' : `status ${word}`);
  const known = statuses.get(word?.toLowerCase() ?? '');
  if (word === null || base.externalEventId === null)
    return ignoreCloud(base, 'A status without its word or without the id of its message.');
  if (known === undefined)
    return ignoreCloud(base, `The status "${word}" says nothing about how far a message came.`);
  const recipients = findCloudRecipients(status, context.contacts);
  return {
    type: 'status',
    ...base,
    ...(recipients.length > 0 ? { recipients } : {}),
    messageKey: base.externalEventId,
    correlationId: readWord(status.biz_opaque_callback_data) ?? readWord(status.custom_callback_data),
    status: known,
    at: readUnixTime(status.timestamp, context.receivedAt),
    failure:
      known === MessageStatus.FAILED ? readCloudFault(toList(status.errors).map(toTree)[0] ?? {}) : null,
  };
}

/** Reads an entry of `user_id_update`: a customer's new ids and their phone; it contains nothing else. */
export function readCloudIdUpdate(update: Tree, context: CloudContext): InboundEvent {
  const base = toBase(update, context, 'user_id_update');
  const addresses = findCloudChangedIds(update);
  if (addresses.length < 2)
    return ignoreCloud(base, 'A change of user ids that does not name an old and a new one.');
  return { type: 'same-person', ...base, addresses };
}

/** Free-form text outside the reply window; a status can report it after the send was accepted. */
const windowClosedCode = 131_047;

/** Reads an error: its code, its most specific text, and whether a retry can succeed. */
export function readCloudFault(error: Tree): Required<ReportedFailure> {
  const details = toTree(error.error_data).details;
  const message = firstText([details, error.details, error.message, error.title]);
  const said = readWord(message, 500) ?? 'WhatsApp reports a failure and gives no reason.';
  const code = readNumber(error.code);
  return {
    providerCode: readWord(error.code, 40),
    message: code === windowClosedCode ? `Only a template can be sent now: ${said}` : said,
    retryable: code !== null && explainCloudError(code).type !== 'FINAL',
  };
}

/** Reads an entry of `calls`: the end of a call, which has all facts. Its start (`connect`) only rings. */
export function readCloudCall(call: Tree, context: CloudContext): InboundEvent {
  const event = readWord(call.event, 40);
  const base = toBase(call, context, `call ${event ?? ''}`.trim());
  if (event !== 'terminate' || base.externalEventId === null)
    return ignoreCloud(base, 'A call that has not ended; its end is the message.');
  const status = readWord(Array.isArray(call.status) ? call.status[0] : call.status, 40)?.toUpperCase();
  const durationSeconds = readNumber(call.duration);
  const isAnswered = status === 'COMPLETED' || (durationSeconds ?? 0) > 0;
  const outcome = isAnswered ? CallOutcome.ANSWERED : CallOutcome.MISSED;
  const content: CallContent = { type: 'call', outcome, isVideo: false, durationSeconds };
  const said = { kind: MessageKind.CALL, text: describeContent(content), attachments: [], content } as const;
  const keyAndTime = toKeyAndTime(base, call, context);
  if (readWord(call.direction) === 'BUSINESS_INITIATED') {
    const [to, ...alsoKnownAs] = findCloudEchoRecipient(call, context.contacts);
    if (to === undefined) return ignoreCloud(base, 'A call without a recipient; this shape is unknown.');
    const others = alsoKnownAs.length > 0 ? { alsoKnownAs } : {};
    return {
      type: 'echo',
      ...base,
      to,
      ...others,
      ...said,
      ...keyAndTime,
      correlationId: null,
      isFromApi: true,
    };
  }
  const [from, ...alsoKnownAs] = findCloudSender(call, context.contacts);
  if (from === undefined) return ignoreCloud(base, 'No caller; nothing is known of this shape.');
  return {
    type: 'message',
    ...base,
    from,
    ...(alsoKnownAs.length > 0 ? { alsoKnownAs } : {}),
    senderName: findName(call, context.contacts),
    ...said,
    ...(isAnswered && { addsUnread: false }),
    ...keyAndTime,
    replyToExternalId: null,
  };
}

function toBase(item: Tree, { channelExternalId, ownAddress }: CloudContext, eventType: string): Base {
  const own = ownAddress === null ? {} : { ownAddress };
  return { channelExternalId, eventType, externalEventId: readId(item.id), ...own };
}

function toKeyAndTime({ externalEventId }: Base, item: Tree, context: CloudContext) {
  const { keptBody, receivedAt } = context;
  return {
    messageKey: externalEventId ?? toDigest([keptBody]),
    sentAt: readUnixTime(item.timestamp, receivedAt),
  };
}

/** The contacts that can be an item's sender: the one with its phone or user id, else a single one. */
export function findCloudContacts(item: Tree, contacts: readonly Tree[]): readonly Tree[] {
  const phone = item.from ?? item.recipient_id ?? item.to;
  const userId = item.from_user_id ?? item.recipient_user_id ?? item.to_user_id;
  const sameAs = (contact: Tree) =>
    (phone !== undefined && contact.wa_id === phone) || (userId !== undefined && contact.user_id === userId);
  const contact = contacts.find(sameAs) ?? (contacts.length === 1 ? contacts[0] : undefined);
  return contact === undefined ? [] : [contact];
}

function findName(message: Tree, contacts: readonly Tree[]): string | null {
  const profile = toTree(findCloudContacts(message, contacts)[0]?.profile);
  return readName([profile.name, profile.username]);
}

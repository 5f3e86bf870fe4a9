/** Maps one object of a webhook to one event: content, sender, and the reason if it is ignored. */
import type { IgnoredEvent, InboundEvent, InboundMessage, OutboundEcho } from '../../domain/inbound-event.js';
import { isInvisible, toPersonName } from '../../domain/text.js';
import { AuthorKind, MessageKind } from '../../domain/vocabulary.js';
import { type AddressKind, classifyAddress } from './address.js';
import { findChannelId } from './channel-id.js';
import {
  firstText,
  isSet,
  isTree,
  MAX_ID_CHARS,
  readText,
  readWord,
  type Tree,
  toTree,
} from './loose-value.js';
import { captionOf, findMedia, isMediaKind, kindOfMedia, kindOfWord, readAttachment } from './media.js';
import { toMessageKey } from './message-key.js';
import { findChange } from './read-change.js';
import { readTimestamp } from './timestamp.js';
import { isEmptyBody, type Unfolded } from './unfold.js';
import { isWebhookError } from './webhook-error.js';

/** Facts shared by all items of a request. */
export interface RequestFacts {
  readonly receivedAt: Date;
  readonly route: string;
  readonly keptBody: string;
}

type Base = Pick<InboundMessage, 'channelExternalId' | 'eventType' | 'externalEventId'>;

const REASON_BY_ADDRESS: Readonly<Record<Exclude<AddressKind, 'person'>, string>> = {
  group: 'A message of a group; only conversations with one person are kept.',
  status: 'A status update of a contact, not a message to this number.',
  broadcast: 'A broadcast list, not a message of one person.',
  newsletter: 'A newsletter, not a message of one person.',
};

/** Type words of reports about a line, a chat or a call. None is documented; no message type matches them. */
const REPORT_TYPE =
  /^(?:ack|call|calls|connection|delivered|delivery|presence|protocol(?:message)?|qr|read|receipt|revoke|status|typing)$/i;

/** Parses one item; `position` is its index in the request, from 0. Never throws. */
export function readItem(unfolded: Unfolded, position: number, request: RequestFacts): InboundEvent {
  const { item, scopes, query } = unfolded;
  const channelExternalId = findChannelId(scopes, query);
  if (!isTree(item))
    return ignore(
      { channelExternalId, eventType: 'unknown', externalEventId: null },
      'Not an object; nothing is known of this shape.',
    );
  if (isEmptyBody(item)) {
    const reason = 'An empty body: the test action of ChatFlow sends that. The address works.';
    return ignore({ channelExternalId, eventType: 'test', externalEventId: null }, reason);
  }
  const metadata = toTree(item.metadata);
  const message = toTree(item.message);
  const key = [metadata.key, item.key, message.key].find(isTree) ?? {};
  const messageId =
    firstText([
      metadata.messageId,
      item.messageId,
      message.messageId,
      message.id,
      key.id,
      metadata.message_id,
      item.message_id,
    ])?.trim() ?? null;
  const word = readWord(firstText([item.messageType, message.messageType, message.type, item.type]), 64);
  const base: Base = {
    channelExternalId,
    eventType: word ?? readWord(item.event, 64) ?? (readText(item.message) === null ? 'unknown' : 'text'),
    externalEventId: messageId === null || messageId.length <= MAX_ID_CHARS ? messageId : readWord(messageId),
  };
  const isFromMe = [metadata.fromMe, item.fromMe, message.fromMe, key.fromMe].some(isSet);
  const address = isFromMe
    ? findRecipient(item, metadata, message, key)
    : findSender(item, metadata, message, key);
  if (address === null) {
    const whom = isFromMe ? 'the recipient of an own message (fromMe)' : 'a sender';
    return ignore(base, `No address of ${whom}; the body has no known shape.`);
  }
  const addressKind = classifyAddress(address) ?? 'person';
  if (addressKind !== 'person') return ignore(base, REASON_BY_ADDRESS[addressKind]);
  const change = findChange(item, message, word);
  if (change === 'targetless')
    return ignore(base, 'A reaction without the id of its message; it is not stored as a message.');
  if (change !== null) {
    const author = isFromMe ? AuthorKind.USER : AuthorKind.CONTACT;
    const timestamp = firstText([metadata.timestamp, item.timestamp, message.timestamp]);
    const at = readTimestamp(timestamp, request.receivedAt);
    return { ...base, ...change, author, addresses: [address], at };
  }
  const parts = { item, metadata, message, base, address, word, messageId, position, request };
  return isFromMe ? readEcho(parts) : readMessage(parts);
}

interface MessageParts {
  readonly item: Tree;
  readonly metadata: Tree;
  readonly message: Tree;
  readonly base: Base;
  /** Address of the customer's side. */
  readonly address: string;
  readonly word: string | null;
  readonly messageId: string | null;
  readonly position: number;
  readonly request: RequestFacts;
}

type Content = Pick<InboundMessage, 'kind' | 'text' | 'attachments' | 'messageKey' | 'sentAt'>;

function readMessage(parts: MessageParts): InboundEvent {
  const { item, metadata, base, address: from } = parts;
  const content = readContent(parts);
  if ('reason' in content) return content;
  const senderName = findSenderName(item, metadata);
  return { type: 'message', ...base, from, senderName, ...content, replyToExternalId: findQuoted(parts) };
}

/**
 * An outbound message. ChatFlow does not say if a user at the phone, a bot or Trunkline wrote it. Own sends have no id
 * and are recognised by their text.
 */
function readEcho(parts: MessageParts): InboundEvent {
  const content = readContent(parts);
  if ('reason' in content) return content;
  const unknown: Pick<OutboundEcho, 'correlationId' | 'isFromApi'> = { correlationId: null, isFromApi: null };
  return { type: 'echo', ...parts.base, to: parts.address, ...content, ...unknown };
}

function readContent(parts: MessageParts): Content | IgnoredEvent {
  const { item, metadata, message, base, address, word, request } = parts;
  if (word !== null && REPORT_TYPE.test(word)) return ignore(base, `A report (${word}), not a message.`);
  const media = findMedia(item, message);
  const stated = kindOfWord(word);
  const kind =
    isMediaKind(stated) || media.length === 0 ? stated : (kindOfMedia(media[0]) ?? MessageKind.DOCUMENT);
  const text = findText(item, message, media, isMediaKind(kind));
  if (text !== null && isWebhookError(text)) {
    return ignore(base, "ChatFlow's own text about a failed webhook call, come back as a message.");
  }
  const hasContent = text !== null || isMediaKind(kind);
  const isStatedUnknown = readText(item.messageType) !== null || readText(message.type) !== null;
  if (!hasContent && (!isStatedUnknown || kind === MessageKind.TEXT))
    return ignore(base, 'Neither a text nor a file.');
  const attachments = media.map(tree => readAttachment(tree, word));
  const timestamp = firstText([metadata.timestamp, item.timestamp, message.timestamp]);
  return {
    kind: kind ?? (text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT),
    text,
    attachments,
    messageKey: toMessageKey({
      messageId: parts.messageId,
      from: address,
      timestamp,
      text,
      mediaUrls: attachments.map(attachment => attachment.url),
      origin: [request.route, request.keptBody, parts.position],
    }),
    sentAt: readTimestamp(timestamp, request.receivedAt),
  };
}

function ignore(base: Base, reason: string): IgnoredEvent {
  return { type: 'ignored', ...base, reason };
}

function findSender(item: Tree, metadata: Tree, message: Tree, key: Tree): string | null {
  return findAddress([
    ...[metadata.remoteJid, item.remoteJid, key.remoteJid, message.remoteJid, toTree(item.sender).id],
    ...[item.from, message.from, item.jid, item.phone, item.chatId, metadata.from, metadata.phone],
  ]);
}

/** Recipient of an outbound message: the chat or the addressee, because the sender is our number. */
function findRecipient(item: Tree, metadata: Tree, message: Tree, key: Tree): string | null {
  return findAddress([
    ...[metadata.remoteJid, item.remoteJid, key.remoteJid, message.remoteJid, item.chatId, item.jid],
    ...[item.to, message.to, metadata.to],
  ]);
}

function findAddress(candidates: readonly unknown[]): string | null {
  for (const candidate of candidates) {
    const address = readText(candidate)?.trim();
    if (address !== undefined && classifyAddress(address) !== null) return address;
  }
  return null;
}

/** WhatsApp's own shape. The id alone identifies the quoted message; the author's address is ignored. */
function findQuoted({ item, metadata, message }: MessageParts): string | null {
  const parts = Object.values(message).filter(isTree);
  const contexts = [item, metadata, message, ...parts].map(part => toTree(part.contextInfo));
  const id = firstText([
    ...contexts.map(context => context.stanzaId),
    metadata.stanzaId,
    item.stanzaId,
  ])?.trim();
  return id === undefined || id.length > MAX_ID_CHARS ? null : id;
}

/** With a file, a lone bracketed word ("[audio]") is a placeholder for the file, not the sender's text. */
function findText(item: Tree, message: Tree, media: readonly Tree[], isMedia: boolean): string | null {
  const candidates = [
    ...[item.message, message.text, message.caption, message.conversation],
    ...[item.text, item.msg, item.caption, captionOf(media)],
  ];
  return firstText(isMedia ? candidates.filter(value => !standsForFile(value)) : candidates);
}

/** A bracketed word, or the invisible caption that ChatFlow's API requires. */
function standsForFile(value: unknown): boolean {
  return typeof value === 'string' && (isInvisible(value) || /^\s*\[[^\]\r\n]{1,60}\]\s*$/.test(value));
}

/** `metadata.sender` is a display name; a value that is an address is not used as a name. */
function findSenderName(item: Tree, metadata: Tree): string | null {
  const sender = isTree(item.sender) ? item.sender.name : item.sender;
  const candidates = [metadata.sender, sender, item.senderName, item.pushName, metadata.pushName, item.name];
  const names = candidates.map(readText).filter(name => name === null || !isAddress(name));
  return toPersonName(names);
}

function isAddress(name: string): boolean {
  return name.includes('@') && classifyAddress(name.trim()) !== null;
}

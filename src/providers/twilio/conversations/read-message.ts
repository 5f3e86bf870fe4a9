/** onMessageAdded: an inbound message or one of ours (docs/providers/twilio.md, "Conversations: direction"). */
import type { InboundEvent } from '../../../domain/inbound-event.js';
import { MessageKind } from '../../../domain/vocabulary.js';
import { isAddress, readAddress, readPerson } from '../address.js';
import { type Fields, readText, readTime, readWord } from '../fields.js';
import { ignored } from '../ignored.js';
import { toMediaKind } from '../media-kind.js';
import { readOptOutWord } from '../opt-out-words.js';
import { readCorrelationId } from './correlation.js';
import { readLookup } from './lookup.js';
import { readMedia } from './media.js';

/**
 * Reads a message. A customer's author is an address; an agent's or program's author is an identity, and a program's
 * message under an address has no participant. Twilio does not state the channel: see `channelLookup`.
 */
export function readMessageAdded(fields: Fields, eventType: string): InboundEvent {
  const messageKey = readWord(fields, 'MessageSid');
  const author = readAddress(fields, 'Author');
  const channelLookup = readLookup(fields);
  const missing = messageKey === null ? 'MessageSid' : author === null ? 'Author' : 'ConversationSid';
  if (messageKey === null || author === null || channelLookup === null) {
    return ignored(fields, `The message has no "${missing}", so it cannot be told whose it is.`);
  }
  const attachments = readMedia(fields);
  const text = readText(fields, 'Body');
  const [first] = attachments;
  const content = {
    channelExternalId: null,
    channelLookup,
    eventType,
    externalEventId: messageKey,
    kind: first ? toMediaKind(first.mimeType) : text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT,
    text,
    attachments,
    messageKey,
    sentAt: readTime(fields, 'DateCreated'),
  };
  const correlationId = readCorrelationId(fields);
  const isProgram = isFromApi(fields) === true && readWord(fields, 'ParticipantSid') === null;
  const isOurs = !isAddress(author) || isProgram || isFromDesk(fields);
  if (correlationId === null && !isOurs) {
    const alsoKnownAs = readPerson(fields, 'Author').slice(1);
    const optOut = readOptOutWord(author, text);
    const others = alsoKnownAs.length > 0 ? { alsoKnownAs } : {};
    return {
      type: 'message',
      ...content,
      from: author,
      ...others,
      ...(optOut !== null && { optOut }),
      senderName: null,
      replyToExternalId: null,
    };
  }
  // Only the conversation's participants show the recipient; the lookup returns it.
  return { type: 'echo', ...content, to: '', correlationId, isFromApi: isFromApi(fields) };
}

/** True if written with the SDK, which agents use and phone participants cannot; agents' names can be digits. */
export function isFromDesk(fields: Fields): boolean {
  return readWord(fields, 'ClientIdentity') !== null || readWord(fields, 'Source')?.toUpperCase() === 'SDK';
}

/** True for an API call, false for a user's device or an agent's client, null when not stated. */
function isFromApi(fields: Fields): boolean | null {
  const source = readWord(fields, 'Source')?.toUpperCase();
  if (source === 'API') return true;
  return source === undefined ? null : false;
}

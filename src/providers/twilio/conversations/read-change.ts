/**
 * onMessageUpdated and onMessageRemoved: a message was edited or removed by an API call or an agent's client; phone
 * participants can do neither (docs/providers/twilio.md, "Conversations: edits and removals").
 */
import type { InboundEvent } from '../../../domain/inbound-event.js';
import { AuthorKind, MessageKind } from '../../../domain/vocabulary.js';
import { type Fields, readText, readTime, readWord } from '../fields.js';
import { ignored } from '../ignored.js';
import { readLookup } from './lookup.js';
import { isFromDesk } from './read-message.js';

/** Reads either event. The author does not matter: a program can change messages of both sides. */
export function readMessageChange(fields: Fields, eventType: string): InboundEvent {
  const messageKey = readWord(fields, 'MessageSid');
  const channelLookup = readLookup(fields);
  if (messageKey === null || channelLookup === null)
    return ignored(fields, 'The change names no message of a conversation.');
  const isRemoval = eventType === 'onMessageRemoved';
  const facts = {
    ...{ channelExternalId: null, channelLookup, eventType, externalEventId: messageKey, messageKey },
    author: isFromDesk(fields) ? AuthorKind.USER : AuthorKind.SYSTEM,
    isOfEitherSide: true,
    at: (isRemoval ? readTime(fields, 'DateRemoved') : null) ?? readTime(fields, 'DateUpdated'),
  } as const;
  if (isRemoval) return { type: 'deletion', ...facts };
  if (!Object.hasOwn(fields, 'Body')) return ignored(fields, 'Nothing of the words of the message changed.');
  const text = readText(fields, 'Body');
  return { type: 'edit', ...facts, kind: text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT, text };
}

/**
 * The channel lookup of a Conversations event, as text. Events of one person in one conversation have the same lookup,
 * so one answer serves all of them.
 */
import { isAddress, readAddress } from '../address.js';
import { type Fields, readWord } from '../fields.js';
import { keptNames } from '../read-request.js';

/** Parts of a lookup. */
export interface Lookup {
  /** The service (`IS…`) of the conversation; null for the account's default one. */
  readonly service: string | null;
  readonly conversation: string;
  /** The participant (`MB…`), or the person's address; null when the event has neither. */
  readonly who: string | null;
  /** The account's custom route that received the event. */
  readonly route: string | null;
}

/** Lookup of an event; null when it has neither a conversation nor a route. */
export function readLookup(fields: Fields): string | null {
  const route = readWord(fields, keptNames.route);
  const conversation = readWord(fields, 'ConversationSid');
  if (conversation === null && route === null) return null;
  const author = readAddress(fields, 'Author');
  const who = readWord(fields, 'ParticipantSid') ?? (author !== null && isAddress(author) ? author : null);
  return formatLookup({
    service: readWord(fields, 'ChatServiceSid'),
    conversation: conversation ?? '',
    who,
    route,
  });
}

/** Part shared by all lookups of one conversation, and by no other. */
export function toConversationPart(conversation: string): string {
  return `/${encodeURIComponent(conversation)}/`;
}

/** Formats a lookup; `parseLookup` parses it. */
function formatLookup({ service, conversation, who, route }: Lookup): string {
  return [service, conversation, who, route].map(part => encodeURIComponent(part ?? '')).join('/');
}

/** Parses a lookup; null when it is not one. */
export function parseLookup(text: string): Lookup | null {
  const parts = text.split('/').map(decodePart);
  const [service, conversation, who, route] = parts;
  if (parts.length !== 4 || conversation === undefined) return null;
  return { service: service || null, conversation, who: who || null, route: route || null };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

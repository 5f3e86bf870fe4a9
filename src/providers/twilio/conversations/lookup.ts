/**
 * What has to be asked to learn which of our numbers a conversation's event belongs to, as one text: the events of
 * one person in one conversation have the same, so one answer does for all of them.
 */
import { isAddress, readAddress } from '../address.js';
import { type Fields, readWord } from '../fields.js';
import { keptNames } from '../read-request.js';

/** The parts of a look-up. */
export interface Lookup {
  /** The service (`IS…`) of the conversation; null for the account's default one. */
  readonly service: string | null;
  readonly conversation: string;
  /** The participant (`MB…`), or the address of the person; null when the event names neither. */
  readonly who: string | null;
  /** The account's own route by which the event came. */
  readonly route: string | null;
}

/** The look-up of an event; null when it names neither a conversation nor a route. */
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

/** What the look-ups of one conversation have in common, and no other's. */
export function toConversationPart(conversation: string): string {
  return `/${encodeURIComponent(conversation)}/`;
}

/** Writes a look-up; `parseLookup` reads it. */
function formatLookup({ service, conversation, who, route }: Lookup): string {
  return [service, conversation, who, route].map(part => encodeURIComponent(part ?? '')).join('/');
}

/** Reads a look-up; null when it is none. */
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

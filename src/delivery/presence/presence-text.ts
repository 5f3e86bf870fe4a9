/** The texts in which processes tell each other who is where. */
import { isUuid } from '../../domain/uuid-v7.js';
import { Level, type Place } from './place.js';

/** A place with its level. */
export interface ToldPlace {
  readonly place: Place;
  readonly level: Level;
}

/** Asks the others to tell all that they know of their own clients. */
export const question = 'presence?';

const prefix = 'presence:';
/** A notification of PostgreSQL has less than 8,000 bytes. */
const maxTextBytes = 7_900;

/** As few texts as possible; a line for each place. */
export function toTexts(places: readonly ToldPlace[]): string[] {
  const texts: string[] = [];
  let text = prefix;
  for (const { place, level } of places) {
    const line = `${place.tenantId} ${place.userId} ${place.conversationId ?? '-'} ${level}\n`;
    // Ids are ASCII.
    if (text.length + line.length > maxTextBytes) {
      texts.push(text);
      text = prefix;
    }
    text += line;
  }
  return text === prefix ? texts : [...texts, text];
}

/** The places of a text; null for a text that is not about places. Lines of another version are left out. */
export function fromText(text: string): ToldPlace[] | null {
  if (!text.startsWith(prefix)) return null;
  return text
    .slice(prefix.length)
    .split('\n')
    .flatMap(line => {
      const [tenantId = '', userId = '', conversation = '', digit = ''] = line.split(' ');
      const conversationId = conversation === '-' ? null : conversation;
      const ids = [tenantId, userId, ...(conversationId === null ? [] : [conversationId])];
      if (!ids.every(isUuid) || !/^[0-3]$/.test(digit)) return [];
      return [{ place: { tenantId, userId, conversationId }, level: Number(digit) as Level }];
    });
}

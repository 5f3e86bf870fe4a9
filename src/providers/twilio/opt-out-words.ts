/**
 * Words that stop and resume SMS (docs/providers/twilio.md, "Opt-outs"). Only a message that consists of such a word
 * counts, not one that contains it.
 */
import type { OptOutWord } from '../../domain/opt-out.js';

/** Twilio's words, and those used in Kazakhstan and Russia. */
const stops: ReadonlySet<string> = new Set([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'],
  ...['СТОП', 'ОТПИСКА', 'ОТПИСАТЬСЯ', 'ТОҚТА', 'ТОҚТАТУ'],
]);
const starts: ReadonlySet<string> = new Set([
  ...['START', 'YES', 'UNSTOP'],
  ...['СТАРТ', 'ПОДПИСАТЬСЯ', 'БАСТАУ'],
]);
const longestWord = 20;

/** The opt-out word that an SMS consists of, ignoring case and punctuation; null for every other message. */
export function readOptOutWord(from: string, text: string | null): OptOutWord | null {
  if (!from.startsWith('+')) return null;
  if (text === null || text.length > longestWord * 2) return null;
  const word = text.replaceAll(/[\s\p{P}\p{Cf}]+/gu, '').toUpperCase();
  if (stops.has(word)) return 'STOP';
  return starts.has(word) ? 'START' : null;
}

/** "Attempt to send to unsubscribed recipient". */
export const twilioOptOutCodes = ['21610'] as const;

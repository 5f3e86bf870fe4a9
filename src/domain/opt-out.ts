/**
 * Words by which people end and allow SMS, and codes by which providers say that a person has ended them. Pure.
 *
 * A message that is nothing but such a word counts; one that has it among others does not.
 */

/** What a message says about getting messages. */
export type OptOutWord = 'STOP' | 'START';

/** Twilio's words (docs/providers/twilio.md, "Opt-outs"), and what people in Kazakhstan and Russia write. */
const stops: ReadonlySet<string> = new Set([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'],
  ...['СТОП', 'ОТПИСКА', 'ОТПИСАТЬСЯ', 'ТОҚТА', 'ТОҚТАТУ'],
]);
const starts: ReadonlySet<string> = new Set([
  ...['START', 'YES', 'UNSTOP'],
  ...['СТАРТ', 'ПОДПИСАТЬСЯ', 'БАСТАУ'],
]);
const longestWord = 20;

/** The opt-out word that the text consists of, ignoring case and punctuation; null for every other text. */
export function readOptOutWord(text: string | null): OptOutWord | null {
  if (text === null || text.length > longestWord * 2) return null;
  const word = text.replaceAll(/[\s\p{P}\p{Cf}]+/gu, '').toUpperCase();
  if (stops.has(word)) return 'STOP';
  return starts.has(word) ? 'START' : null;
}

/** Twilio: "Attempt to send to unsubscribed recipient". */
const optOutCodes: ReadonlySet<string> = new Set(['21610']);

/** Whether a provider's code says that the person has opted out of everything from us. */
export function isOptOutCode(code: string | null): boolean {
  return code !== null && optOutCodes.has(code);
}

/** Twilio's error codes that a user can act on, and temporary ones (docs/providers/twilio.md, "Errors"). */

const sentences: Readonly<Record<string, string>> = {
  '20003': 'Twilio does not accept the credentials: check the account SID and the auth token of the account.',
  '20404': 'Twilio does not know what was asked for: check the account, the service and the number.',
  '21211': 'The number that the message goes to is not valid.',
  '21408': 'The account may not send to that country: allow it in the console, "Geo permissions".',
  '21602': 'The message has neither a text nor a file.',
  '21606': 'The number that the message leaves from cannot send to this one.',
  '21609':
    'Twilio does not accept the address for status callbacks: PUBLIC_URL must be reachable from outside.',
  '21610': 'The person has opted out (STOP) and has to write START before anything can be sent.',
  '21611': 'The queue of this number at Twilio is full.',
  '21612': 'Twilio has no way from this number to that one.',
  '21614': 'The number that the message goes to cannot receive messages.',
  '21617': 'The text is longer than the 1600 characters that Twilio takes.',
  '21655': 'Twilio does not know this content template: list the templates again.',
  '21656': 'The values of the template do not fit it: list the templates again.',
  '21910': 'A WhatsApp number can only write to WhatsApp, and a phone number only to phones.',
  '30003': 'The phone cannot be reached: switched off, or without a network.',
  '30004': 'The phone has blocked the number.',
  '30005': 'The number that the message goes to no longer exists.',
  '30006': 'The number is a landline, or its network takes no messages.',
  '30007': 'The network took the message for spam.',
  '30008': 'The network did not deliver the message and gave no reason.',
  '50377': 'The conversation at Twilio is closed.',
  '63003': 'The number is not on WhatsApp.',
  '63007': 'The number that the message leaves from is not a WhatsApp sender of the account.',
  '63016': 'The person wrote more than 24 hours ago: outside that window WhatsApp takes templates only.',
  '63017': 'The account sends faster than WhatsApp allows.',
  '63018': 'The number sends faster than WhatsApp allows.',
  '63024': 'The person cannot be reached on WhatsApp.',
  '63038': 'The account has reached its limit of messages a day.',
};

/** Codes that allow a retry, with the delay. */
const retryAfterMs: Readonly<Record<string, number>> = {
  '20429': 1_000,
  '21611': 10 * 60_000,
  '30001': 10 * 60_000,
  '63017': 5_000,
  '63018': 5_000,
  // A daily limit; retried every hour, as the end of the day is not documented.
  '63038': 60 * 60_000,
};

/** Meaning of a code and what to do; null for a code without our own text. */
export function explainCode(code: string | null): string | null {
  return code !== null && Object.hasOwn(sentences, code) ? (sentences[code] ?? null) : null;
}

/** Delay before a retry of the message; null when the code is final. */
export function waitOfCode(code: string | null): number | null {
  return code !== null && Object.hasOwn(retryAfterMs, code) ? (retryAfterMs[code] ?? null) : null;
}

/** Codes of the account or the number: all other messages fail too until it is fixed. */
const accountCodes = new Set(['20003', '63007']);

/** True if a code concerns the account or the number, not the message. */
export function isAccountCode(code: string | null): boolean {
  return code !== null && accountCodes.has(code);
}

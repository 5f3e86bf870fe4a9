/**
 * Error codes of Meta's Cloud API, which TATA also forwards (docs/providers/whatsapp-cloud.md, "Answers to a send").
 */

/** Meaning of an error code for a message. */
export interface CloudErrorMeaning {
  /** `LIMITED`: rate limit, nothing processed. `FAULT`: Meta's fault, can pass. `FINAL`: a retry cannot succeed. */
  readonly type: 'LIMITED' | 'FAULT' | 'FINAL';
  /** Minimum delay before a retry; null leaves it to the back-off. */
  readonly waitMs: number | null;
  /** Meaning and what to do, without a final stop; null for a code without our own text. */
  readonly words: string | null;
  /** True if the account, not the message, is at fault: all other messages fail too until it is fixed. */
  readonly isAccountFault: boolean;
}

const waitsMs: ReadonlyMap<number, number> = new Map([
  [130_429, 1_000],
  // Limit: one message per six seconds to one recipient.
  [131_056, 6_000],
  [4, 60_000],
  [613, 60_000],
  [80_007, 60_000],
]);

/** Meta's own faults. Meta may have accepted the message, so a retry can send it twice; see the guide. */
const faults: ReadonlySet<number> = new Set([1, 2, 131_000, 131_016, 133_004]);

const accountWords: ReadonlyMap<number, string> = new Map([
  [190, 'The access token is invalid or expired: give the account a new one'],
  [131_005, 'The access token may not send from this number'],
  [10, 'The access token may not send from this number'],
  [368, 'Meta has blocked the account for a breach of its rules'],
  [131_031, 'Meta has locked the account'],
]);

const notAsTaken = 'The message is not as Meta takes it';
const words: ReadonlyMap<number, string> = new Map([
  [131_047, 'The last message of the person is over 24 hours old: only a template can be sent'],
  [131_026, 'The message cannot be delivered to this person on WhatsApp'],
  [131_048, 'Meta holds back messages of this number, as too many people reported it as spam'],
  [131_049, 'Meta holds back marketing messages to this person for now'],
  [131_050, 'The person does not want marketing messages'],
  [132_000, 'The values do not fit the template: list the templates again'],
  [132_001, 'Meta does not know the template in this language: list the templates again'],
  [132_015, 'Meta has paused the template for low quality'],
  [132_016, 'Meta has disabled the template for low quality'],
  [100, notAsTaken],
  [131_008, notAsTaken],
  [131_009, notAsTaken],
  [131_051, notAsTaken],
]);

/** Meaning of a code; an unknown one is final. */
export function explainCloudError(code: number): CloudErrorMeaning {
  const waitMs = waitsMs.get(code) ?? null;
  const type = waitMs === null ? (faults.has(code) ? 'FAULT' : 'FINAL') : 'LIMITED';
  const ofAccount =
    accountWords.get(code) ?? (code >= 200 && code <= 299 ? 'The access token lacks a permission' : null);
  return { type, waitMs, words: ofAccount ?? wordsOf(code), isAccountFault: ofAccount !== null };
}

function wordsOf(code: number): string | null {
  const isTemplate = code >= 132_000 && code <= 132_999;
  const ofTemplate = isTemplate ? 'The template does not fit: check its name, language and values' : null;
  return words.get(code) ?? ofTemplate;
}

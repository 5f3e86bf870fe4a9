/**
 * What most vendors' answers to a send have in common: how a call that got no answer is sorted, how long to wait, and
 * words that hold no secret.
 */
import { withoutStop } from '../../domain/text.js';
import type { ProviderHttpResult } from '../contract/provider-http.js';
import { redactText } from '../contract/redact.js';
import type { SendOutcome } from '../contract/send.js';
import { readWord } from '../json/json-value.js';

/** An answer of a vendor. */
export type Answer = Extract<ProviderHttpResult, { ok: true }>;

const maxRetryAfterMs = 60 * 60 * 1_000;
const maxDetailChars = 300;

/** Gateways that gave up waiting for an answer: the request had been forwarded, so the outcome is not known. */
const gatewayTimeouts = new Set([504, 524, 598]);

/** The outcome of a call that got no answer at all; `vendor` is its name in a sentence. */
export function toUnanswered(
  result: Extract<ProviderHttpResult, { ok: false }>,
  vendor: string,
  secrets: readonly string[],
): SendOutcome {
  const reason = redactText(result.reason, secrets);
  if (result.reached) {
    const detail = `The request left and ${vendor} gave no clear answer: ${reason}.`;
    return { outcome: 'UNKNOWN', detail, httpStatus: null };
  }
  const detail = `${vendor} could not be reached: ${reason}.`;
  return { outcome: 'RETRY', providerCode: null, detail, httpStatus: null, retryAfterMs: null };
}

/** UNKNOWN for a gateway that stopped waiting; null for every other status. */
export function toGatewayTimeout(httpStatus: number, vendor: string): SendOutcome | null {
  if (!gatewayTimeouts.has(httpStatus)) return null;
  const detail = `A gateway before ${vendor} stopped waiting (HTTP ${httpStatus}).`;
  return { outcome: 'UNKNOWN', detail, httpStatus };
}

/** A 2xx that does not say whether the message was taken: a web page shows a wrong address, anything else is UNKNOWN. */
export function toUnclear(answer: Answer, vendor: string, setting: string): SendOutcome {
  const httpStatus = answer.status;
  const isStructured = answer.body.trim() === '' || /^\s*[[{"]/.test(answer.body);
  if (isStructured) {
    const detail = `${vendor} answered HTTP ${httpStatus} and did not say whether it took the message.`;
    return { outcome: 'UNKNOWN', detail, httpStatus };
  }
  const kind = /^\s*</.test(answer.body) ? 'a web page' : 'something other than JSON';
  const detail = `${vendor} answered with ${kind} (HTTP ${httpStatus}): the address of the API ("${setting}") is wrong.`;
  return { outcome: 'REJECTED', providerCode: null, detail, httpStatus };
}

/** A message that cannot be sent as it is; nothing was sent. */
export function toRefusal(detail: string): SendOutcome {
  return { outcome: 'REJECTED', providerCode: null, detail, httpStatus: null };
}

/** `Retry-After` in seconds or as a date, an hour at the most; null when there is none. */
export function readRetryAfterMs(answer: Answer): number | null {
  const header = answer.headers['retry-after']?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return header === '' || Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxRetryAfterMs);
}

/** What a vendor says in words, short, without a stop at its end and without the account's secrets; null when it says nothing. */
export function readErrorText(value: unknown, secrets: readonly string[]): string | null {
  const text = readWord(value, 2_000);
  if (text === null) return null;
  return readWord(withoutStop(redactText(text, secrets).replaceAll(/\s+/g, ' ')), maxDetailChars);
}

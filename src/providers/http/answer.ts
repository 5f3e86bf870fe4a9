/** Shared mapping of vendors' answers to a send: calls without an answer, retry delays, error text without secrets. */
import { withoutStop } from '../../domain/text.js';
import type { ProviderHttpResult } from '../contract/provider-http.js';
import { redactText } from '../contract/redact.js';
import type { SendOutcome } from '../contract/send.js';
import { readWord } from '../json/json-value.js';

/** A vendor's answer. */
export type Answer = Extract<ProviderHttpResult, { ok: true }>;

const maxRetryAfterMs = 60 * 60 * 1_000;
const maxDetailChars = 300;

/** Gateway time-outs: the request had already been forwarded, so the outcome is unknown. */
const gatewayTimeouts = new Set([504, 524, 598]);

/** Outcome of a call without any answer; `vendor` is its display name. */
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

/** UNKNOWN for a gateway time-out; null for every other status. */
export function toGatewayTimeout(httpStatus: number, vendor: string): SendOutcome | null {
  if (!gatewayTimeouts.has(httpStatus)) return null;
  const detail = `A gateway before ${vendor} stopped waiting (HTTP ${httpStatus}).`;
  return { outcome: 'UNKNOWN', detail, httpStatus };
}

/** A 2xx that does not say if the message was accepted: a web page means a wrong base URL, anything else is UNKNOWN. */
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

/** Rejects a message that cannot be sent as it is; nothing was sent. */
export function toRefusal(detail: string): SendOutcome {
  return { outcome: 'REJECTED', providerCode: null, detail, httpStatus: null };
}

/** `Retry-After` in seconds or as a date, at most one hour; null when absent. */
export function readRetryAfterMs(answer: Answer): number | null {
  const header = answer.headers['retry-after']?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return header === '' || Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxRetryAfterMs);
}

/** The vendor's error text: short, no final stop, none of the account's secrets; null when there is none. */
export function readErrorText(value: unknown, secrets: readonly string[]): string | null {
  const text = readWord(value, 2_000);
  if (text === null) return null;
  return readWord(withoutStop(redactText(text, secrets).replaceAll(/\s+/g, ' ')), maxDetailChars);
}

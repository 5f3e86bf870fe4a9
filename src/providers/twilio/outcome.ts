/** Maps Twilio's answer to a send outcome (docs/providers/twilio.md, "Errors"). */
import { abridgeText, toSentence, withoutStop } from '../../domain/text.js';
import type { ProviderHttpResult } from '../contract/provider-http.js';
import { redactText } from '../contract/redact.js';
import type { SendOutcome } from '../contract/send.js';
import { secretsOf, type TwilioCredentials } from './credentials.js';
import { explainCode, isAccountCode, waitOfCode } from './error-codes.js';
import { type Fields, readWord } from './fields.js';
import { readAnswer } from './rest.js';

type Answer = Extract<ProviderHttpResult, { ok: true }>;

/** Gateway time-outs: the request had already been forwarded, so the outcome is unknown. */
const gatewayTimeouts = new Set([504, 524, 598]);
const maxRetryAfterMs = 60 * 60_000;
const maxDetailChars = 300;

/** Maps an answer to a send, or a missing answer, to an outcome. Details contain no secret of the account. */
export function toSendOutcome(result: ProviderHttpResult, credentials: TwilioCredentials): SendOutcome {
  if (!result.ok) {
    const reason = redactText(result.reason, secretsOf(credentials));
    return result.reached
      ? unknown(`The request left and Twilio gave no clear answer: ${reason}.`, null)
      : { ...retry(null, `Twilio could not be reached: ${reason}.`, null), httpStatus: null };
  }
  const json = readAnswer(result);
  if (result.status >= 200 && result.status < 300) return toOutcomeOf2xx(result, json, credentials);
  const httpStatus = result.status;
  if (gatewayTimeouts.has(httpStatus)) {
    return unknown(`A gateway before Twilio stopped waiting (HTTP ${httpStatus}).`, httpStatus);
  }
  const code = json ? readWord(json, 'code') : null;
  const detail = toDetail(json, code, httpStatus, credentials);
  const waitMs = waitOfCode(code);
  // A rate-limited request was never processed. After a server fault it may have been, and Twilio documents no
  // idempotency key; blocking sends after every short failure until a user acts would be worse than a duplicate.
  if (httpStatus === 429 || httpStatus === 408 || httpStatus >= 500 || waitMs !== null) {
    return { ...retry(code, detail, readRetryAfter(result) ?? waitMs), httpStatus };
  }
  const isAccountFault = isAccountCode(code) || (code === null && (httpStatus === 401 || httpStatus === 403));
  return { outcome: 'REJECTED', providerCode: code, detail, httpStatus, isAccountFault };
}

/** The same for a call before the send: in every case, the message certainly was not sent. */
export function toOutcomeBeforeSend(result: ProviderHttpResult, credentials: TwilioCredentials): SendOutcome {
  const outcome = toSendOutcome(result, credentials);
  return outcome.outcome === 'UNKNOWN'
    ? { ...retry(null, outcome.detail, null), httpStatus: outcome.httpStatus }
    : outcome;
}

/** Rejects a message before any call. */
export function reject(detail: string): SendOutcome {
  return { outcome: 'REJECTED', providerCode: null, detail, httpStatus: null };
}

/** `Retry-After` in seconds or as a date, at most one hour; null when absent. */
export function readRetryAfter({ headers }: Answer): number | null {
  const header = headers['retry-after']?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return header === '' || Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), maxRetryAfterMs);
}

function toOutcomeOf2xx(
  result: Answer,
  json: Fields | undefined,
  credentials: TwilioCredentials,
): SendOutcome {
  const httpStatus = result.status;
  const sid = json ? readWord(json, 'sid') : null;
  const code = json ? readWord(json, 'error_code') : null;
  const status = json ? readWord(json, 'status') : null;
  if (status === 'failed' || status === 'undelivered') {
    return {
      outcome: 'REJECTED',
      providerCode: code,
      detail: toDetail(json, code, httpStatus, credentials),
      httpStatus,
    };
  }
  if (sid !== null) {
    return {
      outcome: 'ACCEPTED',
      externalId: sid,
      httpStatus,
      providerRequestId: result.headers['twilio-request-id']?.slice(0, 128) ?? null,
    };
  }
  if (/^\s*</.test(result.body)) {
    const detail = `Twilio answered with a web page (HTTP ${httpStatus}): the address of the API ("baseUrl") is wrong.`;
    return { outcome: 'REJECTED', providerCode: null, detail, httpStatus };
  }
  return unknown(
    `Twilio answered HTTP ${httpStatus} and did not say whether it took the message.`,
    httpStatus,
  );
}

/** Our text for a known code, else Twilio's; `title` and `detail` are those of RFC 9457. */
function toDetail(
  json: Fields | undefined,
  code: string | null,
  httpStatus: number,
  credentials: TwilioCredentials,
): string {
  const said =
    json && ['message', 'error_message', 'detail', 'title'].map(name => readWord(json, name)).find(Boolean);
  const words =
    explainCode(code) ??
    (said ? `Twilio refused the message: ${withoutStop(said)}` : explainStatus(httpStatus));
  const numbers = code === null ? `HTTP ${httpStatus}` : `Twilio error ${code}, HTTP ${httpStatus}`;
  const detail = redactText(`${withoutStop(words)} (${numbers})`, secretsOf(credentials));
  return toSentence(abridgeText(detail, maxDetailChars));
}

function explainStatus(httpStatus: number): string {
  if (httpStatus === 429) return 'Twilio asks to slow down';
  if (httpStatus === 401 || httpStatus === 403) return explainCode('20003') ?? '';
  if (httpStatus === 404) return explainCode('20404') ?? '';
  if (httpStatus >= 500) return 'Twilio failed to handle the request';
  return httpStatus < 400
    ? 'Twilio redirects elsewhere: check "baseUrl" of the account'
    : 'Twilio refused the request';
}

function unknown(detail: string, httpStatus: number | null): SendOutcome {
  return { outcome: 'UNKNOWN', detail, httpStatus };
}

function retry(providerCode: string | null, detail: string, retryAfterMs: number | null) {
  return { outcome: 'RETRY', providerCode, detail, retryAfterMs } as const;
}

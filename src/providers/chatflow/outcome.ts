/**
 * Maps ChatFlow's answer to a send outcome (docs/providers/chatflow.md, "Answers to a send"). HTTP 200 is not success.
 */
import { toSentence, withoutStop } from '../../domain/text.js';
import type { ProviderHttpResult } from '../contract/provider-http.js';
import { redactText } from '../contract/redact.js';
import type { SendOutcome } from '../contract/send.js';
import type { ChatflowCredentials } from './credentials.js';
import { isTree, readWord, type Tree } from './loose-value.js';

/** A media file that ChatFlow could not fetch is retried after this pause. */
const FETCH_RETRY_AFTER_MS = 30_000;

const MAX_RETRY_AFTER_MS = 60 * 60 * 1_000;
const MAX_DETAIL_CHARS = 300;

/** Gateway time-outs: the request had already been forwarded, so the outcome is unknown. */
const GATEWAY_TIMEOUTS = new Set([504, 524, 598]);

type Answer = Extract<ProviderHttpResult, { ok: true }>;

/** Maps an answer, or a missing answer, to an outcome. Details contain no secret of the account. */
export function toOutcome(result: ProviderHttpResult, credentials: ChatflowCredentials): SendOutcome {
  if (!result.ok) {
    const reason = redactText(result.reason, [credentials.apiToken]);
    if (result.reached) {
      return {
        outcome: 'UNKNOWN',
        detail: `The request left and ChatFlow gave no clear answer: ${reason}.`,
        httpStatus: null,
      };
    }
    return {
      outcome: 'RETRY',
      providerCode: null,
      detail: `ChatFlow could not be reached: ${reason}.`,
      httpStatus: null,
      retryAfterMs: null,
    };
  }
  const json = parseJson(result.body);
  if (result.status >= 200 && result.status < 300) return toOutcomeOf2xx(result, json, credentials);
  const said = saidBy(json, credentials);
  const httpStatus = result.status;
  const providerCode = isTree(json) ? readWord(json.code, 64) : null;
  if (GATEWAY_TIMEOUTS.has(httpStatus)) {
    return {
      outcome: 'UNKNOWN',
      detail: `A gateway before ChatFlow stopped waiting (HTTP ${httpStatus}).`,
      httpStatus,
    };
  }
  // By all that is known of ChatFlow, 5xx means "try again". A message accepted before the failure is then sent
  // twice. UNKNOWN would instead block sending after every short failure until a user acts.
  if (httpStatus === 429 || httpStatus === 408 || httpStatus >= 500) {
    const detail =
      httpStatus === 429 ? 'ChatFlow asks to slow down' : 'ChatFlow failed to handle the request';
    return {
      outcome: 'RETRY',
      providerCode,
      detail: `${detail} (HTTP ${httpStatus}${colon(said)}).`,
      httpStatus,
      retryAfterMs: retryAfterMs(result),
    };
  }
  return {
    outcome: 'REJECTED',
    providerCode,
    detail: `${explain(httpStatus)} (HTTP ${httpStatus}${colon(said)}).`,
    httpStatus,
    isAccountFault: httpStatus === 401 || httpStatus === 403,
  };
}

function toOutcomeOf2xx(result: Answer, json: unknown, credentials: ChatflowCredentials): SendOutcome {
  const httpStatus = result.status;
  if (json === true || (isTree(json) && json.success === true)) {
    // No answer seen so far has a message id, so none is read.
    return {
      outcome: 'ACCEPTED',
      externalId: null,
      httpStatus,
      providerRequestId: readWord(result.headers['x-request-id'], 128),
    };
  }
  const said = saidBy(json, credentials);
  if (json === false || (isTree(json) && json.success === false)) {
    const providerCode = isTree(json) ? readWord(json.code, 64) : null;
    if (said !== null && /failed to fetch stream/i.test(said)) {
      return {
        outcome: 'RETRY',
        providerCode,
        detail: toSentence(`ChatFlow could not download the file: ${said}`),
        httpStatus,
        retryAfterMs: FETCH_RETRY_AFTER_MS,
      };
    }
    return {
      outcome: 'REJECTED',
      providerCode,
      detail: toSentence(`ChatFlow refused the message: ${said ?? 'it gave no reason'}`),
      httpStatus,
    };
  }
  if (json !== undefined || result.body.trim() === '' || /^\s*[[{]/.test(result.body)) {
    const detail = toSentence(
      `ChatFlow answered HTTP ${httpStatus} and did not say whether it took the message${colon(said)}`,
    );
    return { outcome: 'UNKNOWN', detail, httpStatus };
  }
  const kind = /^\s*</.test(result.body) ? 'a web page' : 'something other than JSON';
  const detail = `ChatFlow answered with ${kind} (HTTP ${httpStatus}): the API token or the address of the API ("baseUrl") is wrong.`;
  return { outcome: 'REJECTED', providerCode: null, detail, httpStatus, isAccountFault: true };
}

function explain(status: number): string {
  if (status < 400) return 'ChatFlow redirects elsewhere: check "baseUrl" of the account';
  if (status === 401 || status === 403)
    return 'ChatFlow does not accept the API token: check it in the account';
  if (status === 404) return 'ChatFlow does not know what was asked for: check "baseUrl" and the instance id';
  return 'ChatFlow refused the request';
}

/** The answer's message, shortened, without the token. */
function saidBy(json: unknown, credentials: ChatflowCredentials): string | null {
  if (!isTree(json)) return null;
  const text = firstSaid(json);
  return text === null
    ? null
    : readWord(
        withoutStop(redactText(text, [credentials.apiToken]).replaceAll(/\s+/g, ' ')),
        MAX_DETAIL_CHARS,
      );
}

function firstSaid(json: Tree): string | null {
  return (
    [json.message, json.error, isTree(json.error) ? json.error.message : null, json.detail]
      .map(value => readWord(value, 2_000))
      .find(text => text !== null) ?? null
  );
}

function colon(said: string | null): string {
  return said === null ? '' : `: ${said}`;
}

/** `Retry-After` in seconds or as a date, at most one hour; null when absent. */
function retryAfterMs(result: Answer): number | null {
  const header = result.headers['retry-after']?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return header === '' || Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

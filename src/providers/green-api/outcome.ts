/**
 * Maps Green API's answer to a send outcome (docs/providers/green-api.md, "Answers to a send"). 200 means queued at
 * Green API, for up to 24 hours.
 */
import { toSentence } from '../../domain/text.js';
import type { ProviderHttpResult } from '../contract/provider-http.js';
import type { SendOutcome } from '../contract/send.js';
import {
  readErrorText,
  readRetryAfterMs,
  toGatewayTimeout,
  toUnanswered,
  toUnclear,
} from '../http/answer.js';
import { parseJson } from '../json/json-body.js';
import { readId, readWord, toTree } from '../json/json-value.js';
import type { GreenApiCredentials } from './credentials.js';

const vendor = 'Green API';
/** A starting instance is back within seconds to minutes. */
const startingRetryMs = 30_000;
/** The limit is 50 requests per second, so one second later there is capacity again. */
const rateRetryMs = 1_000;

/** Maps an answer, or a missing answer, to an outcome. Details contain no secret of the account. */
export function toOutcome(result: ProviderHttpResult, credentials: GreenApiCredentials): SendOutcome {
  const secrets = [credentials.apiTokenInstance];
  if (!result.ok) return toUnanswered(result, vendor, secrets);
  const httpStatus = result.status;
  const json = toTree(parseJson(result.body));
  if (httpStatus >= 200 && httpStatus < 300) {
    const externalId = readId(json.idMessage);
    if (externalId === null) return toUnclear(result, vendor, 'apiUrl');
    const providerRequestId = readWord(result.headers['x-request-id'], 128);
    return { outcome: 'ACCEPTED', externalId, httpStatus, providerRequestId };
  }
  const said = readErrorText(json.message ?? json.invokeStatus ?? json.error ?? json.reason, secrets);
  const words = said === null ? '' : `: ${said}`;
  const providerCode = String(httpStatus);
  const retry = (detail: string, retryAfterMs: number | null): SendOutcome => {
    const pause = readRetryAfterMs(result) ?? retryAfterMs;
    return {
      outcome: 'RETRY',
      providerCode,
      detail: toSentence(`${detail}${words}`),
      httpStatus,
      retryAfterMs: pause,
    };
  };
  const timeout = toGatewayTimeout(httpStatus, vendor);
  if (timeout !== null) return timeout;
  if (httpStatus === 429) return retry('Green API asks to slow down', rateRetryMs);
  if (httpStatus === 400 && /starting|try later|service mode/i.test(said ?? ''))
    return retry('The instance is starting', startingRetryMs);
  // 499 and 502 come from its gateway, and Green API advises a retry; see the guide for the risk of duplicates.
  if (httpStatus === 408 || httpStatus === 499 || httpStatus >= 500)
    return retry(`Green API failed to handle the request (HTTP ${httpStatus})`, null);
  const detail = toSentence(`${explain(httpStatus, said)}${words}`);
  const isAccountFault = [401, 403, 466].includes(httpStatus) || isUnlinked(httpStatus, said);
  return { outcome: 'REJECTED', providerCode, detail, httpStatus, isAccountFault };
}

/** The instance's phone was unlinked: nothing is sent until a user scans the code. */
function isUnlinked(status: number, said: string | null): boolean {
  return status === 400 && /authoriz/i.test(said ?? '');
}

function explain(status: number, said: string | null): string {
  if (status < 400) return 'Green API redirects elsewhere: check "apiUrl" of the account';
  if (status === 401 || status === 403)
    return 'Green API does not accept the token or the instance: check "idInstance" and "apiTokenInstance"';
  if (status === 404) return 'Green API does not know what was asked for: check "apiUrl"';
  if (status === 466) return "The plan's quota is used up (HTTP 466)";
  if (isUnlinked(status, said))
    return 'The instance is not linked to a phone: scan its QR code in the console';
  return `Green API refused the message (HTTP ${status})`;
}

/**
 * Maps TATA's answer to a send outcome (docs/providers/tata.md, "Answers to a send"). 2xx only means accepted: a status
 * reports a closed window or an unreachable number later.
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
import { firstText, readId, readNumber, readWord, toList, toTree } from '../json/json-value.js';
import { explainCloudError } from '../meta/error.js';

const vendor = 'TATA';
/** TATA publishes no limit; behind it, Meta's limit of one message per six seconds to one person applies. */
const rateRetryMs = 6_000;
const firstWhatsappCode = 80_000;

/** Maps an answer, or a missing answer, to an outcome. Details contain none of the `secrets`. */
export function toOutcome(result: ProviderHttpResult, secrets: readonly string[]): SendOutcome {
  if (!result.ok) return toUnanswered(result, vendor, secrets);
  const httpStatus = result.status;
  const json = toTree(parseJson(result.body));
  if (httpStatus >= 200 && httpStatus < 300) {
    // This is the request's id. WhatsApp's own id arrives with the first status, linked by our callback data.
    const providerRequestId = readWord(json.id, 128);
    const externalId = readId(toTree(toList(json.messages)[0]).id);
    if (providerRequestId === null && externalId === null) return toUnclear(result, vendor, 'baseUrl');
    return { outcome: 'ACCEPTED', externalId, httpStatus, providerRequestId };
  }
  const error = toTree(json.error);
  const code = readNumber(error.code) ?? readNumber(json.code);
  // TATA is a proxy of Meta: a WhatsApp error code is more specific than the HTTP status. Small numbers can be TATA's
  // own codes.
  const meaning = code === null || code < firstWhatsappCode ? null : explainCloudError(code);
  const isPassing = meaning !== null && meaning.type !== 'FINAL';
  const timeout = isPassing ? null : toGatewayTimeout(httpStatus, vendor);
  if (timeout !== null) return timeout;
  const said = readErrorText(firstText([json.message, error.message, json.error, json.detail]), secrets);
  const words = said === null ? '' : `: ${said}`;
  const providerCode = readWord(error.code, 64) ?? readWord(json.code, 64);
  const isLimited = httpStatus === 429 || meaning?.type === 'LIMITED';
  if (isPassing || isLimited || httpStatus === 408 || httpStatus >= 500) {
    const what = isLimited ? 'asks to slow down' : 'failed to handle the request';
    const detail = toSentence(`${vendor} ${what} (HTTP ${httpStatus})${words}`);
    const retryAfterMs = readRetryAfterMs(result) ?? meaning?.waitMs ?? (isLimited ? rateRetryMs : null);
    return { outcome: 'RETRY', providerCode, detail, httpStatus, retryAfterMs };
  }
  const detail = `${meaning?.words ?? explain(httpStatus)} (HTTP ${httpStatus}${words}).`;
  const isAccountFault = meaning?.isAccountFault ?? [401, 403].includes(httpStatus);
  return { outcome: 'REJECTED', providerCode, detail, httpStatus, isAccountFault };
}

function explain(status: number): string {
  if (status < 400) return 'TATA redirects elsewhere: check "baseUrl" of the account';
  if (status === 401 || status === 403)
    return 'TATA does not accept the token of this number: copy it again from Settings > Channels > WhatsApp';
  return 'TATA refused the message';
}

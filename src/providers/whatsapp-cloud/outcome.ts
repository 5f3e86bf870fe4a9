/**
 * Maps Meta's answer to a send outcome (docs/providers/whatsapp-cloud.md, "Answers to a send"). The code in the body
 * decides, not the HTTP status or the text.
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
import type { CloudCredentials } from './credentials.js';

const vendor = 'WhatsApp Cloud';

/** Maps an answer, or a missing answer, to an outcome. Details contain no secret of the account. */
export function toOutcome(result: ProviderHttpResult, credentials: CloudCredentials): SendOutcome {
  const secrets = [credentials.accessToken, credentials.appSecret];
  if (!result.ok) return toUnanswered(result, vendor, secrets);
  const httpStatus = result.status;
  const json = toTree(parseJson(result.body));
  const error = toTree(json.error);
  if (httpStatus >= 200 && httpStatus < 300) {
    const externalId = readId(toTree(toList(json.messages)[0]).id);
    if (externalId === null) return toUnclear(result, vendor, 'baseUrl');
    const providerRequestId = readWord(result.headers['x-fb-trace-id'], 128);
    return { outcome: 'ACCEPTED', externalId, httpStatus, providerRequestId };
  }
  const code = readNumber(error.code);
  const meaning = code === null ? null : explainCloudError(code);
  const timeout = code === null ? toGatewayTimeout(httpStatus, vendor) : null;
  if (timeout !== null) return timeout;
  const said = readErrorText(firstText([toTree(error.error_data).details, error.message]), secrets);
  const words = said === null ? '' : `: ${said}`;
  const providerCode = code === null ? null : String(code);
  const isLimited = meaning === null ? httpStatus === 429 : meaning.type === 'LIMITED';
  if (isLimited || (meaning === null ? httpStatus >= 500 : meaning.type === 'FAULT')) {
    const retryAfterMs = readRetryAfterMs(result) ?? meaning?.waitMs ?? null;
    const what = isLimited ? 'asks to slow down' : 'failed to handle the request';
    const detail = toSentence(`${vendor} ${what} (HTTP ${httpStatus})${words}`);
    return { outcome: 'RETRY', providerCode, detail, httpStatus, retryAfterMs };
  }
  const detail = toSentence(`${meaning?.words ?? explainStatus(httpStatus)}${words}`);
  const isAccountFault = meaning === null ? [401, 403].includes(httpStatus) : meaning.isAccountFault;
  return { outcome: 'REJECTED', providerCode, detail, httpStatus, isAccountFault };
}

function explainStatus(httpStatus: number): string {
  return httpStatus < 400
    ? 'WhatsApp Cloud redirects elsewhere: check "baseUrl"'
    : `WhatsApp Cloud refused the message (HTTP ${httpStatus})`;
}

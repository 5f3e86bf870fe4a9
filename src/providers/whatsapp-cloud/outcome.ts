/**
 * What Meta's answer to a send means (docs/providers/whatsapp-cloud.md, "Answers to a send"). The code in the body
 * decides, not the HTTP status nor the text.
 */
import { readRetryAfterMs, readSaid, toGatewayTimeout, toUnanswered, toUnclear } from '../answer.js';
import { parseJson } from '../json-body.js';
import { firstText, readId, readNumber, readWord, toList, toTree } from '../json-value.js';
import type { ProviderHttpResult, SendOutcome } from '../provider.js';
import type { CloudCredentials } from './credentials.js';

const vendor = 'WhatsApp Cloud';

/** Refused before anything was processed, so trying again is safe; how long to wait at least. */
const rateLimits: ReadonlyMap<number, number> = new Map([
  [130_429, 1_000],
  // One message in six seconds to one recipient.
  [131_056, 6_000],
  [4, 60_000],
  [613, 60_000],
  [80_007, 60_000],
]);

/** Meta's own faults. It may have taken the message, so a second one is possible; see the guide. */
const faults: ReadonlySet<number> = new Set([1, 2, 131_000, 131_016, 133_004]);

const explanations: ReadonlyMap<number, string> = new Map([
  [190, 'The access token is not valid (any more): give the account a new one'],
  [131_005, 'The access token may not send from this number'],
  [10, 'The access token may not send from this number'],
  [131_047, 'The last message of the person is over 24 hours old: only a template can be sent'],
  [132_000, 'The values do not fit the template: list the templates again'],
  [132_001, 'Meta does not know the template in this language: list the templates again'],
  [132_015, 'Meta has paused the template for low quality'],
  [132_016, 'Meta has disabled the template for low quality'],
  [131_026, 'The message cannot be delivered to this person on WhatsApp'],
  [131_050, 'The person does not want marketing messages'],
  [368, 'Meta has blocked the account for a breach of its rules'],
  [131_031, 'Meta has locked the account'],
]);

/** Sorts an answer, or its absence. Details are free of the account's secrets. */
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
  const timeout = toGatewayTimeout(httpStatus, vendor);
  if (timeout !== null) return timeout;
  const code = readNumber(error.code);
  const said = readSaid(firstText([toTree(error.error_data).details, error.message]), secrets);
  const words = said === null ? '' : `: ${said}`;
  const providerCode = code === null ? null : String(code);
  const isLimited = code === null ? httpStatus === 429 : rateLimits.has(code);
  if (isLimited || (code === null ? httpStatus >= 500 : faults.has(code))) {
    const retryAfterMs = readRetryAfterMs(result) ?? rateLimits.get(code ?? 0) ?? null;
    const what = isLimited ? 'asks to slow down' : 'failed to handle the request';
    const detail = `${vendor} ${what} (HTTP ${httpStatus})${words}.`;
    return { outcome: 'RETRY', providerCode, detail, httpStatus, retryAfterMs };
  }
  return { outcome: 'REJECTED', providerCode, detail: `${explain(code, httpStatus)}${words}.`, httpStatus };
}

function explain(code: number | null, httpStatus: number): string {
  const known = explanations.get(code ?? -1);
  if (known !== undefined) return known;
  if (code !== null && code >= 200 && code <= 299) return 'The access token lacks a permission';
  if (code === null && httpStatus < 400) return 'WhatsApp Cloud redirects elsewhere: check "baseUrl"';
  return `WhatsApp Cloud refused the message (HTTP ${httpStatus})`;
}

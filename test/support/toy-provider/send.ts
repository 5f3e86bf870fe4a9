/** Sends one message to Toy (toy.md): one call and no retry. */
import type { ProviderCredentials } from '../../../src/providers/contract/provider-credentials.js';
import type { ProviderHttp } from '../../../src/providers/contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../../../src/providers/contract/send.js';
import {
  readErrorText,
  readRetryAfterMs,
  toGatewayTimeout,
  toRefusal,
  toUnanswered,
  toUnclear,
} from '../../../src/providers/http/answer.js';
import { parseJson } from '../../../src/providers/json/json-body.js';
import { readId, toTree } from '../../../src/providers/json/json-value.js';
import { readToyCredentials } from './credentials.js';

const vendor = 'Toy';

/** Sends a text. Never throws and never retries. */
export async function sendThroughToy(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readToyCredentials(stored);
  if (credentials === null) return toRefusal('The Toy account has no usable credentials: connect it again.');
  if (message.attachments.length > 0) return toRefusal('Toy carries no files.');
  const secrets = [credentials.passphrase];
  const result = await http({
    method: 'POST',
    url: `${credentials.baseUrl}/say`,
    headers: { 'content-type': 'application/json', 'x-toy-passphrase': credentials.passphrase },
    body: JSON.stringify({
      line: message.from,
      listener: message.to,
      words: message.text?.toWellFormed() ?? '',
    }),
  });
  if (!result.ok) return toUnanswered(result, vendor, secrets);
  const httpStatus = result.status;
  const json = toTree(parseJson(result.body));
  if (httpStatus === 200) {
    const externalId = readId(json.ref);
    if (externalId === null) return toUnclear(result, vendor, 'baseUrl');
    return { outcome: 'ACCEPTED', externalId, httpStatus, providerRequestId: null };
  }
  const said = readErrorText(json.trouble, secrets);
  const detail = `Toy refused the message (HTTP ${httpStatus})${said === null ? '' : `: ${said}`}.`;
  const providerCode = String(httpStatus);
  if (httpStatus === 429 || httpStatus >= 500)
    return (
      toGatewayTimeout(httpStatus, vendor) ?? {
        ...{ outcome: 'RETRY', providerCode, detail, httpStatus },
        retryAfterMs: readRetryAfterMs(result),
      }
    );
  return { outcome: 'REJECTED', providerCode, detail, httpStatus };
}

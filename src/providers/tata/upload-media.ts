/** Uploads a file to TATA, which accepts no URL but only the id of an upload (docs/providers/tata.md, "Files"). */

import type { ProviderHttp } from '../contract/provider-http.js';
import type { OutboundAttachment, SendOutcome } from '../contract/send.js';
import { toUnanswered } from '../http/answer.js';
import { toMultipart } from '../http/multipart.js';
import { readOutbound } from '../http/read-outbound.js';
import { parseJson } from '../json/json-body.js';
import { readId, toTree } from '../json/json-value.js';
import { authorize, type TataCredentials } from './credentials.js';
import { toOutcome } from './outcome.js';

const uploadTimeoutMs = 60_000;

/** Uploads a file. It sends no message, so every failure can be retried. */
export async function uploadToTata(
  file: OutboundAttachment,
  token: string,
  credentials: TataCredentials,
  http: ProviderHttp,
): Promise<{ readonly id: string } | { readonly failure: SendOutcome }> {
  const secrets = Object.values(credentials.tokens);
  const read = await readOutbound(file);
  if ('failure' in read) return read;
  const { contentType, body } = toMultipart(
    'file',
    { bytes: read.bytes, mimeType: file.mimeType, fileName: file.fileName ?? 'file' },
    { type: file.mimeType },
  );
  const result = await http({
    method: 'POST',
    url: `${credentials.baseUrl}/whatsapp-cloud/media`,
    headers: { 'content-type': contentType, authorization: authorize(token, credentials) },
    body,
    timeoutMs: uploadTimeoutMs,
  });
  if (!result.ok) return { failure: toBeforeSend(toUnanswered(result, 'TATA', secrets)) };
  const id = result.status < 300 ? readId(toTree(parseJson(result.body)).id) : null;
  return id === null ? { failure: toBeforeSend(toOutcome(result, secrets)) } : { id };
}

/** No message is sent yet, so UNKNOWN becomes a retry. */
function toBeforeSend(outcome: SendOutcome): SendOutcome {
  if (outcome.outcome === 'ACCEPTED' || outcome.outcome === 'UNKNOWN') {
    const detail =
      outcome.outcome === 'UNKNOWN'
        ? outcome.detail
        : 'TATA took the file and gave it no id that can be read.';
    return {
      outcome: 'RETRY',
      providerCode: null,
      detail,
      httpStatus: outcome.httpStatus,
      retryAfterMs: null,
    };
  }
  return outcome;
}

/**
 * A file on its way into a conversation: fetched from where it lies, put into Twilio's media service, and named by
 * the id that it gets there; Conversations takes no URL (docs/providers/twilio.md, "Conversations: sending").
 */
import type { OutboundAttachment, ProviderHttp, SendOutcome } from '../../provider.js';
import { type TwilioCredentials } from '../credentials.js';
import { readWord } from '../fields.js';
import { reject, toOutcomeBeforeSend } from '../outcome.js';
import { baseUrlOf, type Rest, readAnswer } from '../rest.js';

/** WhatsApp's limit. */
const maxFileBytes = 16 * 1_048_576;
const fetchTimeoutMs = 30_000;

/** Puts a file into the media service. Nothing is sent by that, so whatever fails can be tried again. */
export async function uploadMedia(
  file: OutboundAttachment,
  credentials: TwilioCredentials,
  rest: Rest,
  http: ProviderHttp,
): Promise<{ readonly sid: string } | { readonly failure: SendOutcome }> {
  if (!credentials.serviceSid) {
    return {
      failure: reject('Files need "serviceSid" in the settings of the account: the Conversations service.'),
    };
  }
  const fetched = await http({
    method: 'GET',
    url: file.url,
    headers: { accept: '*/*' },
    timeoutMs: fetchTimeoutMs,
    maxAnswerBytes: maxFileBytes,
  });
  if (!fetched.ok || fetched.status !== 200 || !fetched.bytes) {
    const why = fetched.ok ? `HTTP ${fetched.status}` : fetched.reason;
    const detail = `The file could not be read from where it is kept: ${why}.`;
    return {
      failure: { outcome: 'RETRY', providerCode: null, detail, httpStatus: null, retryAfterMs: null },
    };
  }
  const name = file.fileName === null ? '' : `?Filename=${encodeURIComponent(file.fileName.toWellFormed())}`;
  const result = await rest({
    method: 'POST',
    url: `${baseUrlOf(credentials, 'media')}/v1/Services/${credentials.serviceSid}/Media${name}`,
    headers: { 'content-type': file.mimeType },
    bytes: fetched.bytes,
  });
  const json = result.ok && result.status < 300 ? readAnswer(result) : undefined;
  const sid = json ? readWord(json, 'sid') : null;
  return sid === null ? { failure: toOutcomeBeforeSend(result, credentials) } : { sid };
}

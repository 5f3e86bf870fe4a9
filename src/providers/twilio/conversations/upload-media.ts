/**
 * Uploads a file for a conversation to Twilio's media service; the message refers to it by its id there. Conversations
 * accepts no URL (docs/providers/twilio.md, "Conversations: sending").
 */

import type { OutboundAttachment, SendOutcome } from '../../contract/send.js';
import { readOutbound } from '../../http/read-outbound.js';
import { type TwilioCredentials } from '../credentials.js';
import { readWord } from '../fields.js';
import { reject, toOutcomeBeforeSend } from '../outcome.js';
import { baseUrlOf, type Rest, readAnswer } from '../rest.js';

const uploadTimeoutMs = 60_000;

/** Uploads a file to the media service. It sends no message, so every failure can be retried. */
export async function uploadMedia(
  file: OutboundAttachment,
  credentials: TwilioCredentials,
  rest: Rest,
): Promise<{ readonly sid: string } | { readonly failure: SendOutcome }> {
  if (!credentials.serviceSid) {
    return {
      failure: reject('Files need "serviceSid" in the settings of the account: the Conversations service.'),
    };
  }
  const read = await readOutbound(file);
  if ('failure' in read) return read;
  const name = file.fileName === null ? '' : `?Filename=${encodeURIComponent(file.fileName.toWellFormed())}`;
  const result = await rest({
    method: 'POST',
    url: `${baseUrlOf(credentials, 'media')}/v1/Services/${credentials.serviceSid}/Media${name}`,
    headers: { 'content-type': file.mimeType },
    bytes: read.bytes,
    timeoutMs: uploadTimeoutMs,
  });
  const json = result.ok && result.status < 300 ? readAnswer(result) : undefined;
  const sid = json ? readWord(json, 'sid') : null;
  return sid === null ? { failure: toOutcomeBeforeSend(result, credentials) } : { sid };
}

/**
 * Locates a Conversations file (docs/providers/twilio.md, "Conversations: media"): requests a short-lived URL from the
 * media service, which needs no credentials.
 */

import type { MediaLocation, MediaReference } from '../../contract/media.js';
import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { ProviderHttp } from '../../contract/provider-http.js';
import { toLinkAlone, toNoCredentials, toNoLocation } from '../../http/media-answer.js';
import { readUrl, toTree } from '../../json/json-value.js';
import { readTwilioCredentials } from '../credentials.js';
import { baseUrlOf, createRest, readAnswer } from '../rest.js';

const resource = /\/v1\/Services\/IS\w{1,64}\/Media\/ME\w{1,64}$/;

/** Requests the URL from the media service. Never throws. */
export async function findConversationsMedia(
  file: MediaReference,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<MediaLocation> {
  const path = resource.exec(file.url ?? '')?.[0];
  if (path === undefined) return toLinkAlone(file.url, 'Twilio');
  const credentials = readTwilioCredentials(stored);
  if (credentials === null) return toNoCredentials('Twilio');
  // Only the link's path is used, on the account's own service: credentials are never sent to the link itself.
  const result = await createRest(
    credentials,
    http,
  )({ method: 'GET', url: `${baseUrlOf(credentials, 'media')}${path}` });
  const links = result.ok && result.status === 200 ? toTree(readAnswer(result)?.links) : {};
  const url = readUrl(links.content_direct_temporary);
  return url === null ? toNoLocation(result, 'Twilio') : { outcome: 'FOUND', url };
}

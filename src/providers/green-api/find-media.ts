/**
 * Locates a Green API file (docs/providers/green-api.md, "Files"): the notification's link, or a new link from
 * `downloadFile` after that one has expired.
 */

import type { MediaLocation, MediaReference } from '../contract/media.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import { toNoCredentials, toNoLocation } from '../http/media-answer.js';
import { parseJson } from '../json/json-body.js';
import { readUrl, toTree } from '../json/json-value.js';
import { readGreenApiCredentials } from './credentials.js';
import { splitMessageKey } from './message-key.js';
import { toPost } from './send.js';

const vendor = 'Green API';

/** Returns the link, or requests a new one. Never throws. */
export async function findGreenApiMedia(
  file: MediaReference,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<MediaLocation> {
  if (file.url !== null && !file.isLinkDead) return { outcome: 'FOUND', url: file.url };
  const credentials = readGreenApiCredentials(stored);
  if (credentials === null) return toNoCredentials(vendor);
  const message = splitMessageKey(file.messageKey, file.address);
  if (message === null)
    return {
      outcome: 'GONE',
      detail: 'The link of the file has ended, and its message has no id to ask with.',
    };
  const result = await http(toPost('downloadFile', message, credentials));
  const url = result.ok && result.status === 200 ? readUrl(toTree(parseJson(result.body)).downloadUrl) : null;
  return url === null ? toNoLocation(result, vendor) : { outcome: 'FOUND', url };
}

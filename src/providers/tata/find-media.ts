/** Locates a TATA file (docs/providers/tata.md, "Files"): requests a short-lived URL by the file's id. */

import type { MediaLocation, MediaReference } from '../contract/media.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import { toLinkAlone, toNoCredentials, toNoLocation } from '../http/media-answer.js';
import { isVendorUrl } from '../http/vendor-host.js';
import { parseJson } from '../json/json-body.js';
import { readUrl, toTree } from '../json/json-value.js';
import { toBusinessNumber } from './business-number.js';
import { authorize, readTataCredentials } from './credentials.js';

const vendor = 'TATA';

/** Requests the URL with the number's own token. Never throws. */
export async function findTataMedia(
  file: MediaReference,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<MediaLocation> {
  const credentials = readTataCredentials(stored);
  const number = toBusinessNumber(file.channelExternalId) ?? '';
  const token =
    credentials !== null && Object.hasOwn(credentials.tokens, number)
      ? credentials.tokens[number]
      : undefined;
  if (credentials === null || token === undefined) return toNoCredentials(vendor);
  const headers = { authorization: authorize(token, credentials) };
  const toLocation = (url: string): MediaLocation => ({
    outcome: 'FOUND',
    url,
    ...(isVendorUrl(url, credentials.baseUrl) ? { headers } : {}),
  });
  if (file.mediaId === null || !/^[\w.-]{1,200}$/.test(file.mediaId))
    return file.url === null ? toLinkAlone(null, vendor) : toLocation(file.url);
  const result = await http({
    method: 'GET',
    url: `${credentials.baseUrl}/whatsapp-cloud/media/download/${file.mediaId}`,
    headers,
  });
  const url = result.ok && result.status === 200 ? readUrl(toTree(parseJson(result.body)).url) : null;
  return url === null ? toNoLocation(result, vendor) : toLocation(url);
}

/**
 * Locates a WhatsApp Cloud file (docs/providers/whatsapp-cloud.md, "Files"): requests a URL by the file's id. The URL
 * is valid for minutes and requires the token.
 */

import type { MediaLocation, MediaReference } from '../contract/media.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import { toLinkAlone, toNoCredentials, toNoLocation } from '../http/media-answer.js';
import { isVendorUrl } from '../http/vendor-host.js';
import { parseJson } from '../json/json-body.js';
import { readUrl, toTree } from '../json/json-value.js';
import { type CloudCredentials, defaultGraphVersion, readCloudCredentials } from './credentials.js';

const vendor = 'WhatsApp Cloud';
const domains = ['facebook.com', 'fbcdn.net', 'fbsbx.com', 'whatsapp.net'];

/** Requests the URL. Never throws. */
export async function findCloudMedia(
  file: MediaReference,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<MediaLocation> {
  const credentials = readCloudCredentials(stored);
  if (credentials === null) return toNoCredentials(vendor);
  if (file.mediaId === null || !/^[\w-]{1,200}$/.test(file.mediaId))
    return file.url === null ? toLinkAlone(null, vendor) : toLocation(file.url, credentials);
  const { baseUrl, graphVersion = defaultGraphVersion, accessToken } = credentials;
  const result = await http({
    method: 'GET',
    url: `${baseUrl}/${graphVersion}/${file.mediaId}`,
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const url = result.ok && result.status === 200 ? readUrl(toTree(parseJson(result.body)).url) : null;
  return url === null ? toNoLocation(result, vendor) : toLocation(url, credentials);
}

function toLocation(url: string, { baseUrl, accessToken }: CloudCredentials): MediaLocation {
  const isTheirs = isVendorUrl(url, baseUrl, domains);
  return {
    outcome: 'FOUND',
    url,
    ...(isTheirs ? { headers: { authorization: `Bearer ${accessToken}` } } : {}),
  };
}

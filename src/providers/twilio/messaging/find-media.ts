/** Locates a Messaging file (docs/providers/twilio.md, "Messaging: files"); its link can require the credentials. */

import type { MediaLocation, MediaReference } from '../../contract/media.js';
import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import { toLinkAlone } from '../../http/media-answer.js';
import { isVendorUrl } from '../../http/vendor-host.js';
import { readTwilioCredentials } from '../credentials.js';
import { baseUrlOf, toAuthorizations } from '../rest.js';

/** Returns the link, with credentials if it is Twilio's; with the second token if the first was refused. */
export async function findMessagingMedia(
  file: MediaReference,
  stored: ProviderCredentials,
): Promise<MediaLocation> {
  const credentials = readTwilioCredentials(stored);
  if (credentials === null || file.url === null) return toLinkAlone(file.url, 'Twilio');
  if (!isVendorUrl(file.url, baseUrlOf(credentials, 'api'), ['twilio.com']))
    return toLinkAlone(file.url, 'Twilio');
  const [first = '', second = first] = toAuthorizations(credentials);
  return {
    outcome: 'FOUND',
    url: file.url,
    headers: { authorization: file.isLinkDead ? second : first },
  };
}

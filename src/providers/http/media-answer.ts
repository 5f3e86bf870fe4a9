/** Shared mapping of vendors' answers to a file lookup. */

import type { MediaLocation } from '../contract/media.js';
import type { ProviderHttpResult } from '../contract/provider-http.js';
import { readRetryAfterMs } from './answer.js';

/** Location of a file whose only source is the link in the webhook. */
export function toLinkAlone(url: string | null, vendor: string): MediaLocation {
  return url === null
    ? { outcome: 'GONE', detail: `${vendor} gave neither a link nor an id of the file.` }
    : { outcome: 'FOUND', url };
}

/** The account has no access; a user can fix that while the vendor still has the file. */
export function toNoCredentials(vendor: string): MediaLocation {
  const detail = `The ${vendor} account has no usable credentials: connect it again.`;
  return { outcome: 'RETRY', detail, retryAfterMs: null };
}

/** Maps an answer without a file URL to an outcome: absent for 404 and 410, retry for everything else. */
export function toNoLocation(result: ProviderHttpResult, vendor: string): MediaLocation {
  if (!result.ok)
    return { outcome: 'RETRY', detail: `${vendor} gave no answer: ${result.reason}.`, retryAfterMs: null };
  const { status } = result;
  if (status === 404 || status === 410 || status === 400)
    return { outcome: 'ABSENT', detail: `${vendor} does not have the file (HTTP ${status}).` };
  const why = status === 401 || status === 403 ? 'does not accept the credentials of the account' : 'failed';
  const retryAfterMs = readRetryAfterMs(result);
  return { outcome: 'RETRY', detail: `${vendor} ${why} (HTTP ${status}).`, retryAfterMs };
}

/**
 * Whose a request is (docs/providers/tata.md, "Authentication"): TATA signs nothing, so the secret in the webhook's
 * URL, at the end of the path or in the query, is all there is.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { readUrlKey } from '../http/url-key.js';

/** By the URL's secret alone: what the body names proves nothing. */
export function identifyTata(request: WebhookRequest): AccountHints {
  return { key: readUrlKey(request), channelExternalIds: [], accountExternalIds: [] };
}

/** The secret was compared by its hash when the account was found. */
export function verifyTata(
  _request: WebhookRequest,
  _credentials: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  return isKeyRight ? 'accepted' : 'bare';
}

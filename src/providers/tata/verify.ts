/**
 * Identifies the account of a request (docs/providers/tata.md, "Authentication"). TATA does not sign, so the secret in
 * the webhook's URL, at the end of the path or in the query, is the only credential.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { readUrlKey } from '../http/url-key.js';

/** Identifies the account by the URL's secret alone: the ids in the body prove nothing. */
export function identifyTata(request: WebhookRequest): AccountHints {
  return { key: readUrlKey(request), channelExternalIds: [], accountExternalIds: [] };
}

/** The secret's hash was already compared when the account was looked up. */
export function verifyTata(
  _request: WebhookRequest,
  _credentials: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  return isKeyRight ? 'accepted' : 'bare';
}

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { readUrlKey } from '../http/url-key.js';

/** Only the URL's key identifies the account of a request (docs/providers/chatflow.md, "Authentication"). */
export function identifyChatflow(request: WebhookRequest): AccountHints {
  return { key: readUrlKey(request), channelExternalIds: [], accountExternalIds: [] };
}

/** ChatFlow does not sign requests: the only credential is the key in the webhook's URL. */
export function verifyChatflow(
  _request: WebhookRequest,
  _credentials: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  return isKeyRight ? 'accepted' : 'bare';
}

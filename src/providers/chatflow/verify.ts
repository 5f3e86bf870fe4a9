import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { readUrlKey } from '../http/url-key.js';

/** ChatFlow's requests say whose they are by the URL's key alone (docs/providers/chatflow.md, "Authentication"). */
export function identifyChatflow(request: WebhookRequest): AccountHints {
  return { key: readUrlKey(request), channelExternalIds: [], accountExternalIds: [] };
}

/** ChatFlow signs nothing: the only credential is the key in the webhook's URL. */
export function verifyChatflow(
  _request: WebhookRequest,
  _credentials: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  return isKeyRight ? 'accepted' : 'bare';
}

import type { ProviderCredentials } from '../provider-credentials.js';
import { readUrlKey } from '../url-key.js';
import type { AccountHints, Verification, WebhookRequest } from '../webhook-contract.js';

/** ChatFlow's requests say whose they are by the URL's key alone (docs/providers/chatflow.md, "Authentication"). */
export function identifyChatflow(request: WebhookRequest): AccountHints {
  return { key: readUrlKey(request), channelExternalIds: [], accountExternalIds: [] };
}

/** ChatFlow signs nothing: what keeps strangers out is the key in the webhook's URL. */
export function verifyChatflow(
  _request: WebhookRequest,
  _credentials: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  return isKeyRight ? 'accepted' : 'bare';
}

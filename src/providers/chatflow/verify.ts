import type { ProviderCredentials, Verification, WebhookRequest } from '../provider.js';

/**
 * Always ok: ChatFlow signs nothing. What keeps strangers out is the secret in the webhook's URL, and that was
 * checked before (docs/providers/chatflow.md, "Authentication").
 */
export function verifyChatflow(_request: WebhookRequest, _credentials: ProviderCredentials): Verification {
  return { ok: true };
}

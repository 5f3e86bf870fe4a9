/** Secrets of endpoints, in the form of Standard Webhooks, and the signatures made with them. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SecretCipher } from '../accounts/secret-cipher.js';
import type { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';

const secretBytes = 32;

/** A new secret: `whsec_` and 32 random bytes in base64. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`;
}

/** The secrets that sign at a moment: the current one, and the replaced one while it is still valid. */
export function openWebhookSecrets(
  cipher: SecretCipher,
  endpoint: Pick<WebhookEndpoint, 'id' | 'secretCipher' | 'previousSecretCipher' | 'previousSecretUntil'>,
  now: Date = new Date(),
): readonly string[] {
  const { id, secretCipher, previousSecretCipher, previousSecretUntil } = endpoint;
  const sealed = [secretCipher];
  if (previousSecretCipher !== null && previousSecretUntil !== null && previousSecretUntil > now)
    sealed.push(previousSecretCipher);
  return sealed.map(text => String(cipher.open(text, id)));
}

/** The headers of one attempt: id, time, and a signature of each secret. */
export function signWebhook(
  secrets: readonly string[],
  id: string,
  body: string,
  now: Date = new Date(),
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}

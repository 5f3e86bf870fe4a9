/** The secret in a webhook URL: shown once, afterwards known by its hash and its first characters only. */
import { createHash, randomBytes } from 'node:crypto';

/** Creates a webhook key: 24 random bytes, 32 characters that need no escaping in a URL. */
export function createWebhookKey(): string {
  return randomBytes(24).toString('base64url');
}

/** SHA-256 of a webhook key in hex, as stored. The key is random, so a slow hash would add no protection. */
export function hashWebhookKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The first characters of a key, to recognise it by; the remaining 156 secret bits are enough. */
export function toWebhookKeyPrefix(key: string): string {
  return key.slice(0, 6);
}

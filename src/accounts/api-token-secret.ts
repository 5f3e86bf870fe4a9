/** The secret of an API token: shown once, afterwards known by its hash and its first characters only. */
import { createHash, randomBytes } from 'node:crypto';

const start = 'tlk_';
const shape = /^tlk_[A-Za-z0-9_-]{43}$/;

/** Creates a secret: `tlk_` and 32 random bytes. The start lets scanners for leaked secrets find it. */
export function createApiTokenSecret(): string {
  return `${start}${randomBytes(32).toString('base64url')}`;
}

/** True for a text that is meant as an API token, complete or not. */
export function isMeantAsApiToken(text: string): boolean {
  return text.startsWith(start);
}

/** SHA-256 in hex, as stored; null for a text that does not have the form of a secret. */
export function hashApiTokenSecret(secret: string): string | null {
  return shape.test(secret) ? createHash('sha256').update(secret).digest('hex') : null;
}

/** The first characters of a secret, to recognise it by; 204 secret bits remain. */
export function toApiTokenPrefix(secret: string): string {
  return secret.slice(0, 12);
}

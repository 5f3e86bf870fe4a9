/** Refresh tokens: random, and known to the database by their hash only. */
import { createHash, randomBytes } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** Makes a refresh token of 32 random bytes. */
export function createRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex, as stored; null for a text that can be no token of ours. */
export function hashRefreshToken(token: string): string | null {
  return typeof token === 'string' && shape.test(token)
    ? createHash('sha256').update(token).digest('hex')
    : null;
}

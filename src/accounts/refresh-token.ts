/** Refresh tokens: 32 random bytes; the database stores only their hash. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** Creates the first refresh token of a session. */
export function createRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex, as stored; null for a text that does not have the form of a refresh token. */
export function hashRefreshToken(token: string): string | null {
  return typeof token === 'string' && shape.test(token)
    ? createHash('sha256').update(token).digest('hex')
    : null;
}

/** Derives the refresh token that follows another one. */
export type DeriveSuccessor = (token: string) => string;

/**
 * Returns the function that derives successors under an installation's secret.
 *
 * The same token always has the same successor, in every process of the installation. So a repeated request gets the
 * same answer, and no usable token is stored. Without the secret, a token reveals nothing about the next.
 */
export function createDeriveSuccessor(authSecret: string): DeriveSuccessor {
  const key = createHash('sha256').update(`refresh token successors ${authSecret}`).digest();
  return token => createHmac('sha256', key).update(token).digest('base64url');
}

/**
 * Access tokens: short-lived signed claims. They are verified without the database; whether the user's sessions were
 * revoked in the meantime is checked separately by `Sessions.isCurrent`.
 */
import { createHmac, createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { permissionsOf } from '../domain/permission.js';
import { Role } from '../domain/vocabulary.js';
import type { User } from '../entities/user.entity.js';
import type { Viewer } from './viewer.js';

/** Claims of an access token. */
export type TokenSubject = Pick<User, 'id' | 'tenantId' | 'role' | 'sessionEpoch'> & {
  readonly sessionId: string;
};

/** A token and its expiry time. */
export interface IssuedAccessToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** Issues and verifies access tokens under one secret. */
export interface AccessTokens {
  issue(subject: TokenSubject): Promise<IssuedAccessToken>;
  /** The viewer of a valid token; null for any other text. Never throws. */
  verify(token: string): Promise<Viewer | null>;
}

const algorithm = 'HS256';
const issuer = 'trunkline';
const audience = 'trunkline-api';
const typ = 'at+jwt';
/** Issued tokens have about 400 characters; much longer texts are not decoded. */
const maxTokenChars = 2_048;

const roles = new Set<unknown>(Object.values(Role));

/** Creates access tokens under `authSecret`; `now` is in milliseconds. */
export function createAccessTokens(
  authSecret: string,
  ttlMinutes: number,
  now: () => number = Date.now,
): AccessTokens {
  // A separate derived key: the same secret also authenticates cursors.
  const key = createSecretKey(createHmac('sha256', authSecret).update('trunkline access tokens').digest());
  const toSeconds = (ms: number) => Math.floor(ms / 1_000);

  return {
    async issue({ id, tenantId, role, sessionEpoch, sessionId }) {
      const issuedAt = toSeconds(now());
      const expiresAt = issuedAt + ttlMinutes * 60;
      const accessToken = await new SignJWT({ tid: tenantId, role, sep: sessionEpoch, sid: sessionId })
        .setProtectedHeader({ alg: algorithm, typ })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { accessToken, expiresAt: new Date(expiresAt * 1_000) };
    },

    async verify(token) {
      if (typeof token !== 'string' || token.length > maxTokenChars) return null;
      const verified = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer,
        audience,
        typ,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(now()),
      }).catch(() => null);
      return verified && toViewer(verified.payload);
    },
  };
}

/** Signed claims have these types; other types were signed by a build with another claim format. */
function toViewer(claims: Readonly<Record<string, unknown>>): Viewer | null {
  const { sub, tid, role, sep, sid, exp } = claims;
  if (typeof sub !== 'string' || typeof tid !== 'string' || typeof exp !== 'number') return null;
  if (!roles.has(role) || !Number.isInteger(sep) || typeof sid !== 'string') return null;
  return {
    userId: sub,
    tenantId: tid,
    role: role as Role,
    sessionId: sid,
    permissions: permissionsOf(role as Role),
    sessionEpoch: sep as number,
    expiresAt: new Date(exp * 1_000),
  };
}

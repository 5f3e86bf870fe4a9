/**
 * Access tokens: short-lived signed statements of who asks. They are checked without the database; whether the
 * user's sessions were ended meanwhile is a second question, answered by `Sessions.isCurrent`.
 */
import { createHmac, createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { Role } from '../domain/vocabulary.js';
import type { User } from '../entities/user.entity.js';
import type { Viewer } from './viewer.js';

/** What a token is made from. */
export type TokenSubject = Pick<User, 'id' | 'tenantId' | 'role' | 'sessionEpoch'>;

/** A token and the moment at which it ends. */
export interface IssuedAccessToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** Issues and checks access tokens under one secret. */
export interface AccessTokens {
  issue(user: TokenSubject): Promise<IssuedAccessToken>;
  /** The viewer that the token attests, or null for anything that is not a valid token of ours. Never throws. */
  verify(token: string): Promise<Viewer | null>;
}

const algorithm = 'HS256';
const issuer = 'trunkline';
const audience = 'trunkline-api';
const typ = 'at+jwt';
/** Ours have about 400 characters; anything far longer is not worth decoding. */
const maxTokenChars = 2_048;

const roles = new Set<unknown>(Object.values(Role));

/** Tokens under `authSecret`; `now` is in milliseconds. */
export function createAccessTokens(
  authSecret: string,
  ttlMinutes: number,
  now: () => number = Date.now,
): AccessTokens {
  // A key of its own: the same secret also authenticates cursors.
  const key = createSecretKey(createHmac('sha256', authSecret).update('trunkline access tokens').digest());
  const toSeconds = (ms: number) => Math.floor(ms / 1_000);

  return {
    async issue(user) {
      const issuedAt = toSeconds(now());
      const expiresAt = issuedAt + ttlMinutes * 60;
      const accessToken = await new SignJWT({ tid: user.tenantId, role: user.role, sep: user.sessionEpoch })
        .setProtectedHeader({ alg: algorithm, typ })
        .setSubject(user.id)
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

/** Claims that we signed have these types; anything else was signed by a build that meant something different. */
function toViewer(claims: Readonly<Record<string, unknown>>): Viewer | null {
  const { sub, tid, role, sep, exp } = claims;
  if (typeof sub !== 'string' || typeof tid !== 'string' || typeof exp !== 'number') return null;
  if (!roles.has(role) || !Number.isInteger(sep)) return null;
  return {
    userId: sub,
    tenantId: tid,
    role: role as Role,
    sessionEpoch: sep as number,
    expiresAt: new Date(exp * 1_000),
  };
}

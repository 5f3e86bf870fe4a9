/** Tokens with which `trunkline doctor` proves to a server that it has the same AUTH_SECRET. They permit nothing else. */
import { createHmac, createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

const algorithm = 'HS256';
const audience = 'trunkline-diagnosis';
const typ = 'diagnosis+jwt';
const maxTokenChars = 1_024;

/** A separate derived key: a token of this kind is no access token. */
const toKey = (authSecret: string) =>
  createSecretKey(createHmac('sha256', authSecret).update('trunkline diagnosis').digest());

/** Issues a token that is valid for a minute. */
export function issueDiagnosisToken(authSecret: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: algorithm, typ })
    .setAudience(audience)
    .setExpirationTime('1m')
    .sign(toKey(authSecret));
}

/** Creates the check of such tokens; it never throws. */
export function createDiagnosisCheck(authSecret: string): (token: string) => Promise<boolean> {
  const key = toKey(authSecret);
  return async token => {
    if (token.length > maxTokenChars) return false;
    const rules = { algorithms: [algorithm], audience, typ, requiredClaims: ['exp'] };
    return jwtVerify(token, key, rules).then(
      () => true,
      () => false,
    );
  };
}

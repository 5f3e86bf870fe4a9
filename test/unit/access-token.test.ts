import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { permissionsOf } from '../../src/domain/permission.js';
import { Role } from '../../src/domain/vocabulary.js';

const secret = 'a secret of at least thirty-two characters';
const user = {
  id: '019a0000-0000-7000-8000-000000000001',
  tenantId: '019a0000-0000-7000-8000-000000000002',
  role: Role.MANAGER,
  sessionEpoch: 3,
  sessionId: '019a0000-0000-7000-8000-000000000003',
};

/** A token signed with the real key, which differs from Trunkline's in one field. */
async function forge(change: {
  alg?: string;
  typ?: string;
  iss?: string;
  aud?: string;
  exp?: string;
  claims?: Record<string, unknown>;
}): Promise<string> {
  const key = createHmac('sha256', secret).update('trunkline access tokens').digest();
  const jwt = new SignJWT({
    tid: user.tenantId,
    role: user.role,
    sep: 3,
    sid: user.sessionId,
    ...change.claims,
  })
    .setProtectedHeader({ alg: change.alg ?? 'HS256', typ: change.typ ?? 'at+jwt' })
    .setSubject(user.id)
    .setIssuer(change.iss ?? 'trunkline')
    .setAudience(change.aud ?? 'trunkline-api');
  return (change.exp === '' ? jwt : jwt.setExpirationTime(change.exp ?? '5m')).sign(key);
}

describe('createAccessTokens', () => {
  const tokens = createAccessTokens(secret, 15);

  it('attests who asks, for which tenant, until when', async () => {
    const { accessToken, expiresAt } = await tokens.issue(user);
    expect(await tokens.verify(accessToken)).toEqual({
      userId: user.id,
      tenantId: user.tenantId,
      role: Role.MANAGER,
      permissions: permissionsOf(Role.MANAGER),
      sessionId: user.sessionId,
      sessionEpoch: 3,
      expiresAt,
    });
    const minutes = (expiresAt.getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14.9);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it('accepts its own forgery without a change, so that the refusals below mean something', async () => {
    expect(await tokens.verify(await forge({}))).toMatchObject({ userId: user.id });
  });

  it('ends when its time is over', async () => {
    let now = Date.now();
    const clocked = createAccessTokens(secret, 1, () => now);
    const { accessToken } = await clocked.issue(user);
    now += 59_000;
    expect(await clocked.verify(accessToken)).not.toBeNull();
    now += 2_000;
    expect(await clocked.verify(accessToken)).toBeNull();
  });

  it.each([
    ['another algorithm of the same family', { alg: 'HS512' }],
    ['another type', { typ: 'JWT' }],
    ['another issuer', { iss: 'somebody' }],
    ['another audience', { aud: 'something' }],
    ['no end', { exp: '' }],
    ['a role that does not exist', { claims: { role: 'ADMIN' } }],
    ['no tenant', { claims: { tid: undefined } }],
    ['an epoch that is no number', { claims: { sep: '3' } }],
  ])('refuses a token with %s', async (_, change) => {
    expect(await tokens.verify(await forge(change))).toBeNull();
  });

  it('refuses a token of another installation', async () => {
    const { accessToken } = await createAccessTokens(`${secret}!`, 15).issue(user);
    expect(await tokens.verify(accessToken)).toBeNull();
  });

  it('answers null for junk instead of throwing', async () => {
    const { accessToken } = await tokens.issue(user);
    const [header = '', payload = '', signature = ''] = accessToken.split('.');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const junk: unknown[] = [
      '',
      '.',
      '..',
      'junk',
      '\u0000',
      '\ud800.\ud800.\ud800',
      `${header}.${payload}.`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${payload}A.${signature}`,
      `${header}.bm90IGpzb24.${signature}`,
      'a'.repeat(1_000_000),
      null,
      undefined,
      {},
    ];
    for (const text of junk) expect(await tokens.verify(text as string)).toBeNull();
  });
});

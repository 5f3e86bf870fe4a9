import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { createSessions, type Sessions, type SignedIn } from '../../src/accounts/sessions.js';
import { createTenant, createUser } from '../../src/accounts/tenants.js';
import type { Viewer } from '../../src/accounts/viewer.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { NotFoundError, RateLimitedError, UnauthenticatedError } from '../../src/domain/errors.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { openSlowPath } from '../support/slow-path.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const password = 'correct horse';
const accessTokens = createAccessTokens('a secret of at least thirty-two characters', 15);

describe('sessions', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let other: Database;
  let tenantId: string;
  let userId: string;
  let email: string;
  let sessions: Sessions;
  let lines: string[];
  let userCount = 0;

  const open = () => openDatabase({ url: testDatabase.url, poolSize: 4, timeoutMs: 8_000, log: () => {} });
  const startSessions = (on = database) =>
    createSessions({
      database: on,
      accessTokens,
      refreshTtlDays: 30,
      log: (message, facts) => lines.push(`${message} ${JSON.stringify(facts)}`),
      limits: {
        address: { failures: 20, windowSeconds: 60 },
        addressWithEmail: { failures: 3, windowSeconds: 60 },
        email: { failures: 5, windowSeconds: 60 },
      },
    });
  const signIn = () => sessions.signIn(email, password, '192.0.2.1');
  const viewerOf = async ({ accessToken }: SignedIn): Promise<Viewer> => {
    const viewer = await accessTokens.verify(accessToken);
    if (!viewer) throw new Error('The token is not valid.');
    return viewer;
  };

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = await open();
    other = await open();
    const tenant = {
      slug: 'acme',
      name: 'Acme',
      defaultCountry: 'KZ',
      timezone: 'Asia/Almaty',
      locale: 'ru',
    };
    tenantId = (await createTenant(database, tenant)).id;
  });

  beforeEach(async () => {
    lines = [];
    sessions = startSessions();
    email = `user${userCount++}@acme.test`;
    userId = (await createUser(database, tenantId, { email, name: 'Аида', role: Role.MANAGER, password })).id;
  });

  afterAll(async () => {
    await Promise.all([database.close(), other.close()]);
    await testDatabase.drop();
  });

  describe('signing in', () => {
    it('gives tokens that attest the user, whatever the case of the e-mail', async () => {
      const signedIn = await sessions.signIn(` ${email.toUpperCase()} `, password, null);
      expect(await viewerOf(signedIn)).toEqual({
        userId,
        tenantId,
        role: Role.MANAGER,
        sessionEpoch: 0,
        expiresAt: signedIn.expiresAt,
      });
      expect(signedIn.refreshToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(signedIn.user).toMatchObject({ id: userId, email, name: 'Аида', role: Role.MANAGER });
      expect(signedIn.user).not.toHaveProperty('passwordHash');
    });

    it('stores no refresh token, only its hash', async () => {
      const { refreshToken } = await signIn();
      const { rows } = await database.pool.query('select * from sessions where user_id = $1', [userId]);
      expect(JSON.stringify(rows)).not.toContain(refreshToken);
      expect(rows).toHaveLength(1);
    });

    it('refuses in the same words a wrong password, an unknown e-mail and no e-mail at all', async () => {
      const attempts = [
        [email, 'wrong'],
        ['nobody@acme.test', password],
        ['\u0000\ud800', password],
        ['', ''],
      ] as const;
      const errors = await Promise.all(
        attempts.map(([who, what]) => sessions.signIn(who, what, '192.0.2.1').catch((error: Error) => error)),
      );
      expect(new Set(errors.map(error => (error as Error).message))).toEqual(
        new Set(['The e-mail or the password is wrong.']),
      );
      for (const error of errors) expect(error).toBeInstanceOf(UnauthenticatedError);
      expect(lines.join()).not.toContain(email);
    });

    it('refuses a disabled user', async () => {
      await database.pool.query('update users set disabled_at = now() where id = $1', [userId]);
      await expect(signIn()).rejects.toThrow(UnauthenticatedError);
    });

    it('stops guessing, and says when to try again', async () => {
      for (let i = 0; i < 3; i++) {
        await expect(sessions.signIn(email, 'wrong', '192.0.2.1')).rejects.toThrow(UnauthenticatedError);
      }
      await expect(signIn()).rejects.toThrow(RateLimitedError);
      await expect(sessions.signIn(email, password, '192.0.2.2')).resolves.toBeDefined();
    });

    it('lets many people sign in at once', async () => {
      await expect(Promise.all(Array.from({ length: 12 }, signIn))).resolves.toHaveLength(12);
    });
  });

  describe('refreshing', () => {
    it('gives new tokens again and again, each refresh token once', async () => {
      let current = await signIn();
      for (let i = 0; i < 3; i++) {
        const next = await sessions.refresh(current.refreshToken);
        expect(next.refreshToken).not.toBe(current.refreshToken);
        expect(await viewerOf(next)).toMatchObject({ userId, tenantId });
        current = next;
      }
    });

    it('ends the whole family when a used token comes back, and no other family', async () => {
      const elsewhere = await signIn();
      const first = await signIn();
      const second = await sessions.refresh(first.refreshToken);
      await expect(sessions.refresh(first.refreshToken)).rejects.toThrow(UnauthenticatedError);
      await expect(sessions.refresh(second.refreshToken)).rejects.toThrow(UnauthenticatedError);
      await expect(sessions.refresh(elsewhere.refreshToken)).resolves.toBeDefined();
      expect(lines).toEqual([expect.stringContaining('refresh token reused')]);
    });

    it.each(['one process', 'two processes'])(
      'lets exactly one of many simultaneous refreshes win in %s, and its session lives on',
      async processes => {
        const { refreshToken } = await signIn();
        const second = processes === 'one process' ? sessions : startSessions(other);
        const results = await Promise.allSettled(
          Array.from({ length: 16 }, (_, i) => (i % 2 ? second : sessions).refresh(refreshToken)),
        );
        const won = results.filter(result => result.status === 'fulfilled');
        expect(won).toHaveLength(1);
        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(UnauthenticatedError);
        }
        await expect(sessions.refresh(won[0]?.value.refreshToken ?? '')).resolves.toBeDefined();
      },
    );

    it('takes a racer whose statements are long under way for no thief', async () => {
      const path = await openSlowPath(testDatabase.url, 60);
      const far = await openDatabase({ url: path.url, poolSize: 1, timeoutMs: 8_000, log: () => {} });
      try {
        const { refreshToken } = await signIn();
        const late = startSessions(far).refresh(refreshToken);
        const next = await sessions.refresh(refreshToken);
        await expect(late).rejects.toThrow(UnauthenticatedError);
        expect(lines).toEqual([]);
        await expect(sessions.refresh(next.refreshToken)).resolves.toBeDefined();
      } finally {
        await far.close();
        await path.close();
      }
    });

    it('takes a used token that comes back over a slow way for what it is', async () => {
      const path = await openSlowPath(testDatabase.url, 20);
      const far = await openDatabase({ url: path.url, poolSize: 1, timeoutMs: 8_000, log: () => {} });
      try {
        const distant = startSessions(far);
        const { refreshToken } = await signIn();
        await distant.refresh(refreshToken);
        await expect(distant.refresh(refreshToken)).rejects.toThrow(UnauthenticatedError);
        expect(lines).toEqual([expect.stringContaining('refresh token reused')]);
      } finally {
        await far.close();
        await path.close();
      }
    });

    it('leaves no living token of a family when reuse and refresh race', async () => {
      for (let round = 0; round < 10; round++) {
        const first = await signIn();
        const second = await sessions.refresh(first.refreshToken);
        await Promise.allSettled([
          sessions.refresh(second.refreshToken),
          startSessions(other).refresh(first.refreshToken),
        ]);
      }
      const { rows } = await database.pool.query(
        'select count(*) as living from sessions where user_id = $1 and revoked_at is null',
        [userId],
      );
      expect(rows[0].living).toBe(0);
    });

    it.each(['', 'junk', '\u0000', 'A'.repeat(43), 'A'.repeat(100_000)])(
      'refuses what is no token',
      async text => {
        await expect(sessions.refresh(text)).rejects.toThrow(UnauthenticatedError);
      },
    );

    it('refuses an expired token, and signing in anew clears it away', async () => {
      const { refreshToken } = await signIn();
      await database.pool.query(
        `update sessions set expires_at = now() - interval '1 s' where user_id = $1`,
        [userId],
      );
      await expect(sessions.refresh(refreshToken)).rejects.toThrow(UnauthenticatedError);
      await signIn();
      const { rowCount } = await database.pool.query('select from sessions where user_id = $1', [userId]);
      expect(rowCount).toBe(1);
    });

    it('refuses a user who was disabled meanwhile', async () => {
      const { refreshToken } = await signIn();
      await database.pool.query('update users set disabled_at = now() where id = $1', [userId]);
      await expect(sessions.refresh(refreshToken)).rejects.toThrow(UnauthenticatedError);
    });

    it('carries a changed role into the next access token', async () => {
      const { refreshToken } = await signIn();
      await database.pool.query(`update users set role = 'READ_ONLY' where id = $1`, [userId]);
      expect(await viewerOf(await sessions.refresh(refreshToken))).toMatchObject({ role: Role.READ_ONLY });
    });
  });

  describe('signing out', () => {
    it('ends one family', async () => {
      const [here, elsewhere] = [await signIn(), await signIn()];
      await sessions.signOut(here.refreshToken);
      await expect(sessions.refresh(here.refreshToken)).rejects.toThrow(UnauthenticatedError);
      await expect(sessions.refresh(elsewhere.refreshToken)).resolves.toBeDefined();
      await expect(sessions.signOut('junk')).resolves.toBeUndefined();
    });

    it('ends every session of a user at once, and tells who listens', async () => {
      const heard: string[] = [];
      const stop = sessions.onRevoked(id => heard.push(id));
      const signedIn = await signIn();
      const viewer = await viewerOf(signedIn);
      expect(await sessions.isCurrent(viewer)).toBe(true);
      await sessions.revokeUserSessions(viewer);
      expect(await sessions.isCurrent(viewer)).toBe(false);
      expect(heard).toEqual([userId]);
      await expect(sessions.refresh(signedIn.refreshToken)).rejects.toThrow(UnauthenticatedError);
      const again = await viewerOf(await signIn());
      expect(await sessions.isCurrent(again)).toBe(true);
      stop();
      await sessions.revokeUserSessions(viewer);
      expect(heard).toHaveLength(1);
    });

    it('leaves no living token when a refresh races with it', async () => {
      for (let round = 0; round < 10; round++) {
        const { refreshToken } = await signIn();
        await Promise.allSettled([
          sessions.refresh(refreshToken),
          startSessions(other).revokeUserSessions({ tenantId, userId }),
        ]);
      }
      const { rows } = await database.pool.query(
        'select count(*) as living from sessions where user_id = $1 and revoked_at is null',
        [userId],
      );
      expect(rows[0].living).toBe(0);
    });

    it('does not reach into another tenant', async () => {
      const foreign = sessions.revokeUserSessions({ tenantId: uuidV7(), userId });
      await expect(foreign).rejects.toThrow(NotFoundError);
      expect(await sessions.isCurrent(await viewerOf(await signIn()))).toBe(true);
    });
  });

  describe('isCurrent', () => {
    it.each([
      ['was disabled', 'update users set disabled_at = now() where id = $1'],
      ['got another role', `update users set role = 'OWNER' where id = $1`],
      ['was signed out everywhere by another process', 'update users set session_epoch = 7 where id = $1'],
    ])('is false for a user who %s', async (_, change) => {
      const viewer = await viewerOf(await signIn());
      await database.pool.query(change, [userId]);
      expect(await sessions.isCurrent(viewer)).toBe(false);
    });

    it('asks the database once for many questions', async () => {
      const viewer = await viewerOf(await signIn());
      await Promise.all(Array.from({ length: 100 }, () => sessions.isCurrent(viewer)));
      await database.pool.query('update users set session_epoch = 1 where id = $1', [userId]);
      expect(await sessions.isCurrent(viewer)).toBe(true);
      expect(await startSessions().isCurrent(viewer)).toBe(false);
    });

    it('is false for a user of another tenant', async () => {
      const viewer = await viewerOf(await signIn());
      expect(await sessions.isCurrent(viewer)).toBe(true);
      expect(await sessions.isCurrent({ ...viewer, tenantId: uuidV7() })).toBe(false);
    });
  });
});

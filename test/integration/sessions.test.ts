import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { hashRefreshToken } from '../../src/accounts/refresh-token.js';
import { noteSessionUse } from '../../src/accounts/session-rows.js';
import { repeatGraceSeconds, type Sessions, type SignedIn } from '../../src/accounts/sessions.js';
import { createTenant, createUser } from '../../src/accounts/tenants.js';
import type { Viewer } from '../../src/accounts/viewer.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { NotFoundError, RateLimitedError, UnauthenticatedError } from '../../src/domain/errors.js';
import { permissionsOf } from '../../src/domain/permission.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { clientAt, createTestSessions } from '../support/test-sessions.js';
import { waitFor } from '../support/wait-for.js';

const password = 'correct horse';
const authSecret = 'a secret of at least thirty-two characters';
const accessTokens = createAccessTokens(authSecret, 15);

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

  const open = () => openDatabase({ url: testDatabase.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
  const startSessions = (on = database, secret = authSecret) =>
    createTestSessions(on, {
      accessTokens,
      authSecret: secret,
      log: (message, facts) => lines.push(`${message} ${JSON.stringify(facts)}`),
      limits: {
        address: { failures: 20, windowSeconds: 60 },
        addressWithEmail: { failures: 3, windowSeconds: 60 },
        email: { failures: 5, windowSeconds: 60 },
      },
    }).sessions;
  const signIn = () => sessions.signIn({ email, password }, clientAt('192.0.2.1'));
  /** Moves the use of a token into the past, instead of waiting. */
  const usedEarlier = (token: string, seconds: number) =>
    database.pool.query(
      'update sessions set used_at = used_at - make_interval(secs => $2) where token_hash = $1',
      [hashRefreshToken(token), seconds],
    );
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
      const signedIn = await sessions.signIn(
        { email: ` ${email.toUpperCase()} `, password: password },
        clientAt(null),
      );
      expect(await viewerOf(signedIn)).toEqual({
        userId,
        tenantId,
        role: Role.MANAGER,
        permissions: permissionsOf(Role.MANAGER),
        sessionId: expect.any(String),
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
        attempts.map(([who, what]) =>
          sessions
            .signIn({ email: who, password: what }, clientAt('192.0.2.1'))
            .catch((error: Error) => error),
        ),
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
        await expect(sessions.signIn({ email, password: 'wrong' }, clientAt('192.0.2.1'))).rejects.toThrow(
          UnauthenticatedError,
        );
      }
      await expect(signIn()).rejects.toThrow(RateLimitedError);
      await expect(sessions.signIn({ email, password }, clientAt('192.0.2.2'))).resolves.toBeDefined();
    });

    it('lets many people sign in at once', async () => {
      await expect(Promise.all(Array.from({ length: 12 }, signIn))).resolves.toHaveLength(12);
    });
  });

  describe('refreshing', () => {
    it('gives new tokens again and again, each refresh token once', async () => {
      let current = await signIn();
      for (let i = 0; i < 3; i++) {
        const next = await sessions.refresh(current.refreshToken, clientAt('192.0.2.1'));
        expect(next.refreshToken).not.toBe(current.refreshToken);
        expect(await viewerOf(next)).toMatchObject({ userId, tenantId });
        current = next;
      }
    });

    it('gives the same refresh token again to a client that repeats a refresh whose answer was lost', async () => {
      const first = await signIn();
      const lost = await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      const repeated = await startSessions(other).refresh(first.refreshToken, clientAt('192.0.2.7'));
      expect(repeated.refreshToken).toBe(lost.refreshToken);
      expect(await viewerOf(repeated)).toMatchObject({ userId, tenantId });
      expect(lines).toEqual([
        expect.stringMatching(/^refresh token repeated \{.*"clientAddress":"192.0.2.7"/),
      ]);
      await expect(sessions.refresh(repeated.refreshToken, clientAt('192.0.2.1'))).resolves.toBeDefined();
    });

    it('gives the current token to a tab that repeats a refresh after another tab went on from it', async () => {
      const first = await signIn();
      const second = await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      const third = await sessions.refresh(second.refreshToken, clientAt('192.0.2.1'));
      const late = await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      expect(late.refreshToken).toBe(third.refreshToken);
    });

    it('ends the whole family when a token comes back after the grace, and no other family', async () => {
      const elsewhere = await signIn();
      const first = await signIn();
      const second = await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      await usedEarlier(first.refreshToken, repeatGraceSeconds + 1);
      await expect(sessions.refresh(first.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      await expect(sessions.refresh(second.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      await expect(sessions.refresh(elsewhere.refreshToken, clientAt('192.0.2.1'))).resolves.toBeDefined();
      expect(lines).toEqual([expect.stringContaining('refresh token reused')]);
    });

    it('counts the grace from the first use, however often a refresh is repeated', async () => {
      const first = await signIn();
      await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      await usedEarlier(first.refreshToken, repeatGraceSeconds - 10);
      await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      await usedEarlier(first.refreshToken, 11);
      await expect(sessions.refresh(first.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      expect(lines.at(-1)).toContain('refresh token reused');
    });

    it.each([
      [
        'signed out',
        async (session: SignedIn) => sessions.end({ tenantId, userId }, (await viewerOf(session)).sessionId),
      ],
      ['signed out everywhere', () => sessions.endAll({ tenantId, userId })],
    ])('repeats nothing for a session that was %s within the grace', async (_, end) => {
      const first = await signIn();
      const second = await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
      await end(second);
      await expect(sessions.refresh(first.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
    });

    it('keeps a session whose last refresh was made under another secret, and refuses the repeat', async () => {
      const first = await signIn();
      const second = await startSessions(other, 'the secret before the change of secrets').refresh(
        first.refreshToken,
        clientAt('192.0.2.1'),
      );
      await expect(sessions.refresh(first.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      await expect(sessions.refresh(second.refreshToken, clientAt('192.0.2.1'))).resolves.toBeDefined();
    });

    it.each([2, 3, 5, 8, 16])(
      'answers %i racers over two processes with one refresh token, and the session lives on',
      async count => {
        const { refreshToken } = await signIn();
        const second = startSessions(other);
        const answers = await Promise.all(
          Array.from({ length: count }, (_, n) =>
            (n % 2 ? second : sessions).refresh(refreshToken, clientAt(null)),
          ),
        );
        const given = new Set(answers.map(answer => answer.refreshToken));
        expect(given.size).toBe(1);
        expect(lines.filter(line => line.startsWith('refresh token repeated'))).toHaveLength(count - 1);
        await expect(sessions.refresh([...given][0] ?? '', clientAt(null))).resolves.toBeDefined();
      },
    );

    it.each([0, 1, 10, 25, 100, 500, 1_000, 2_500, 5_000])(
      'answers 2 to 16 racers that come %i ms after one another’s use, over two processes',
      async delayMs => {
        const second = startSessions(other);
        for (const count of [2, 4, 16]) {
          const { refreshToken } = await signIn();
          const won = await sessions.refresh(refreshToken, clientAt(null));
          await usedEarlier(refreshToken, delayMs / 1_000);
          const late = await Promise.all(
            Array.from({ length: count - 1 }, (_, n) =>
              (n % 2 ? sessions : second).refresh(refreshToken, clientAt(null)),
            ),
          );
          expect(new Set(late.map(answer => answer.refreshToken))).toEqual(new Set([won.refreshToken]));
          await expect(second.refresh(won.refreshToken, clientAt(null))).resolves.toBeDefined();
        }
      },
    );

    it('leaves no living token of a family when reuse and refresh race', async () => {
      for (let round = 0; round < 10; round++) {
        const first = await signIn();
        const second = await sessions.refresh(first.refreshToken, clientAt('192.0.2.1'));
        await usedEarlier(first.refreshToken, repeatGraceSeconds + 1);
        await Promise.allSettled([
          sessions.refresh(second.refreshToken, clientAt('192.0.2.1')),
          startSessions(other).refresh(first.refreshToken, clientAt('192.0.2.1')),
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
        await expect(sessions.refresh(text, clientAt('192.0.2.1'))).rejects.toThrow(UnauthenticatedError);
      },
    );

    it('refuses an expired token, and signing in anew clears it away', async () => {
      const { refreshToken } = await signIn();
      await database.pool.query(
        `update sessions set expires_at = now() - interval '1 s' where user_id = $1`,
        [userId],
      );
      await expect(sessions.refresh(refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      await signIn();
      const { rowCount } = await database.pool.query('select from sessions where user_id = $1', [userId]);
      expect(rowCount).toBe(1);
    });

    it('refuses a user who was disabled meanwhile', async () => {
      const { refreshToken } = await signIn();
      await database.pool.query('update users set disabled_at = now() where id = $1', [userId]);
      await expect(sessions.refresh(refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
    });

    it('carries a changed role into the next access token', async () => {
      const { refreshToken } = await signIn();
      await database.pool.query(`update users set role = 'READ_ONLY' where id = $1`, [userId]);
      expect(await viewerOf(await sessions.refresh(refreshToken, clientAt('192.0.2.1')))).toMatchObject({
        role: Role.READ_ONLY,
        permissions: permissionsOf(Role.READ_ONLY),
      });
    });
  });

  describe('signing out', () => {
    it('ends one family', async () => {
      const [here, elsewhere] = [await signIn(), await signIn()];
      const { sessionId } = await viewerOf(here);
      expect(await sessions.end({ tenantId, userId }, sessionId)).toBe(1);
      expect(await sessions.isCurrent(await viewerOf(here))).toBe(false);
      expect(await sessions.isCurrent(await viewerOf(elsewhere))).toBe(true);
      await expect(sessions.refresh(here.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      await expect(sessions.refresh(elsewhere.refreshToken, clientAt('192.0.2.1'))).resolves.toBeDefined();
      expect(await sessions.end({ tenantId, userId }, sessionId)).toBe(0);
    });

    it('ends every session of a user at once, and tells who listens', async () => {
      const heard: (string | null)[] = [];
      const stop = sessions.onChanged(id => heard.push(id));
      const signedIn = await signIn();
      const viewer = await viewerOf(signedIn);
      expect(await sessions.isCurrent(viewer)).toBe(true);
      await sessions.endAll(viewer);
      expect(await sessions.isCurrent(viewer)).toBe(false);
      expect(heard).toEqual([userId]);
      await expect(sessions.refresh(signedIn.refreshToken, clientAt('192.0.2.1'))).rejects.toThrow(
        UnauthenticatedError,
      );
      const again = await viewerOf(await signIn());
      expect(await sessions.isCurrent(again)).toBe(true);
      stop();
      await sessions.endAll(viewer);
      expect(heard).toHaveLength(1);
    });

    it('leaves no living token when a refresh races with it', async () => {
      for (let round = 0; round < 10; round++) {
        const { refreshToken } = await signIn();
        await Promise.allSettled([
          sessions.refresh(refreshToken, clientAt('192.0.2.1')),
          startSessions(other).endAll({ tenantId, userId }),
        ]);
      }
      const { rows } = await database.pool.query(
        'select count(*) as living from sessions where user_id = $1 and revoked_at is null',
        [userId],
      );
      expect(rows[0].living).toBe(0);
    });

    it('does not reach into another tenant', async () => {
      const foreign = sessions.endAll({ tenantId: uuidV7(), userId });
      await expect(foreign).rejects.toThrow(NotFoundError);
      expect(await sessions.isCurrent(await viewerOf(await signIn()))).toBe(true);
    });
  });

  describe('the last use', () => {
    const read = async () => {
      const { rows } = await database.pool.query(
        `select s.last_used_at as used, s.user_agent as agent, s.ip_address as address, u.last_seen_at as seen
           from sessions s join users u on u.id = s.user_id where s.user_id = $1 and s.used_at is null`,
        [userId],
      );
      return rows[0] as { used: Date; agent: string | null; address: string | null; seen: Date | null };
    };
    const usedLongAgo = () =>
      database.pool.query(
        `update sessions set last_used_at = now() - interval '61 seconds' where user_id = $1`,
        [userId],
      );

    it('is written with the device, at most once a minute, whatever the number of processes', async () => {
      const viewer = await viewerOf(await signIn());
      await usedLongAgo();
      sessions.noteUse(viewer, () => clientAt('203.0.113.9', 'Browser/2'));
      await waitFor(async () => (await read()).address === '203.0.113.9');
      const written = await read();
      expect(written.agent).toBe('Browser/2');
      expect(written.seen).toEqual(written.used);
      // What another process does within the minute writes nothing.
      await other.query(noteSessionUse, [userId, viewer.sessionId, 'Browser/3', '203.0.113.10']);
      expect(await read()).toEqual(written);
      await usedLongAgo();
      // This process has written within the minute, by its own memory: it asks nothing.
      sessions.noteUse(viewer, () => clientAt('203.0.113.11'));
      startSessions().noteUse(viewer, () => clientAt('203.0.113.12'));
      await waitFor(async () => (await read()).address === '203.0.113.12');
      expect((await read()).agent).toBe('Browser/2');
    });

    it('of an ended session is not written', async () => {
      const viewer = await viewerOf(await signIn());
      await usedLongAgo();
      await sessions.end({ tenantId, userId }, viewer.sessionId);
      const ended = await read();
      await database.query(noteSessionUse, [userId, viewer.sessionId, 'Late/1', '203.0.113.13']);
      expect(await read()).toEqual(ended);
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

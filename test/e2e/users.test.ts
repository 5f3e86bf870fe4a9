/** Administration of users: invitations, rights, sessions, second factor; the ends of access over HTTP and sockets. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { Secret, TOTP } from 'otpauth';
import { createTenant, createUser } from '../../src/accounts/tenants.js';
import { Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  ChangePasswordDocument,
  ConfirmTotpDocument,
  CreatePasswordLinkDocument,
  CreateUserDocument,
  DisableTotpDocument,
  EnrolTotpDocument,
  InboxDocument,
  RequireSecondFactorDocument,
  RevokeSessionsDocument,
  SessionsDocument,
  SetPasswordDocument,
  SignInDocument,
  SignOutDocument,
  UpdateUserDocument,
  UserStreamDocument,
  UsersDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { readRows } from '../support/message-rows.js';
import { waitFor } from '../support/wait-for.js';

const publicUrl = 'https://trunkline.example';
const password = 'a rusty blue kettle';
/** The sentence of the contract: access that ends, ends within a second. */
const aSecond = { timeoutMs: 1_000 };

let server: TestApp;
let serial = 0;

beforeAll(async () => {
  server = await startTestApp({ env: { PUBLIC_URL: publicUrl, TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => server.stop());

interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

async function addPerson(tenantId: string, role: Role, name = 'Айгерим'): Promise<Person> {
  const email = `person${serial++}@people.test`;
  const { id } = await createUser(server.app.database, tenantId, { email, name, role, password });
  return { id, email, token: await server.signIn(email, password) };
}

/** A company of its own, with its first owner. */
async function addCompany(): Promise<{ tenantId: string; owner: Person }> {
  const slug = `people-${serial++}`;
  const { id } = await createTenant(server.app.database, {
    ...{ slug, name: slug, defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' },
  });
  return { tenantId: id, owner: await addPerson(id, Role.OWNER) };
}

const codesOf = async (answer: Promise<{ errors?: readonly { extensions: Record<string, unknown> }[] }>) =>
  ((await answer).errors ?? []).map(({ extensions: { code, reason } }) =>
    reason === undefined ? code : `${code} ${reason}`,
  );
const tokenOf = (link: string) => new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
const isIn = async (token: string) => (await codesOf(server.ask(ViewerDocument, {}, token))).length === 0;

/** A subscribed socket, and its close code. */
function watch(token: string) {
  const client = server.connect(token);
  let code: number | null = null;
  let isLive = false;
  client.on('connected', () => {
    isLive = true;
  });
  client.on('closed', event => {
    ({ code } = event as { code: number });
  });
  const stream = collect(client, UserStreamDocument, {});
  return { stream, isLive: () => isLive && code === null, closed: () => code };
}

/** A subscribed event stream, and the code it ended with. */
function watchStream(token: string) {
  let ended: unknown = null;
  createClient({
    url: `${server.url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  }).subscribe(
    { query: 'subscription { messageAdded { id } }' },
    {
      next: ({ errors }) => {
        if (errors) ended = errors[0]?.extensions?.code;
      },
      error: error => {
        ended = error;
      },
      complete: () => {
        ended ??= 'complete';
      },
    },
  );
  return { ended: () => ended };
}

describe('an invitation', () => {
  it('is a link that works once: the person sets a password and signs in', async () => {
    const { owner } = await addCompany();
    const email = `invited${serial++}@people.test`;
    const { createUser: made } = await server.run(
      CreateUserDocument,
      { input: { email: email.toUpperCase(), name: ' Данияр ', role: Role.MANAGER } },
      owner.token,
    );
    expect(made.link).toMatch(/^https:\/\/trunkline\.example\/set-password#token=[\w-]{43}$/);
    expect(made.user).toMatchObject({
      email,
      name: 'Данияр',
      role: 'MANAGER',
      isActive: true,
      kind: 'PERSON',
    });
    const token = tokenOf(made.link);
    const rows = await readRows(server.databaseUrl, 'select * from password_links', []);
    expect(JSON.stringify(rows)).not.toContain(token);
    await expect(server.signIn(email, '')).rejects.toThrow('UNAUTHENTICATED');

    const set = (value: string) => server.ask(SetPasswordDocument, { input: { token, password: value } });
    for (const weak of ['short', 'password123', '1234567890', `${email}`, 'Данияр2024', 'x'.repeat(201)])
      expect([weak, await codesOf(set(weak))]).toEqual([weak, ['BAD_USER_INPUT']]);
    const { data } = await set(password);
    expect(await isIn(data.setPassword.accessToken ?? '')).toBe(true);
    expect(await isIn(await server.signIn(email, password))).toBe(true);
    expect(await codesOf(set('another rusty kettle'))).toEqual(['LINK_EXPIRED']);
  });

  it('is replaced by a newer link, and expires', async () => {
    const { tenantId, owner } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const link = async () =>
      (await server.run(CreatePasswordLinkDocument, { input: { userId: person.id } }, owner.token))
        .createPasswordLink.link;
    const [first, second] = [tokenOf(await link()), tokenOf(await link())];
    const set = (token: string) =>
      server.ask(SetPasswordDocument, { input: { token, password: 'two rusty kettles' } });
    expect(await codesOf(set(first))).toEqual(['UNAUTHENTICATED']);
    await server.app.database.pool.query('update password_links set expires_at = now() where user_id = $1', [
      person.id,
    ]);
    expect(await codesOf(set(second))).toEqual(['LINK_EXPIRED']);
    // The old password works until a link is used; a used link ends all sessions.
    expect(await isIn(person.token)).toBe(true);
    const third = tokenOf(await link());
    const twice = await Promise.all([codesOf(set(third)), codesOf(set(third))]);
    expect(twice.map(codes => codes.join()).sort()).toEqual(['', 'LINK_EXPIRED']);
    expect(await isIn(person.token)).toBe(false);
    await expect(server.signIn(person.email, password)).rejects.toThrow('UNAUTHENTICATED');
  });

  it('of an address in use is a CONFLICT, on another company too', async () => {
    const [{ owner }, other] = [await addCompany(), await addCompany()];
    const input = { email: other.owner.email, name: 'X', role: Role.MANAGER };
    expect(await codesOf(server.ask(CreateUserDocument, { input }, owner.token))).toEqual([
      'CONFLICT EXISTS',
    ]);
  });
});

describe('the list', () => {
  it('shows active persons by name, in pages, and what the filter asks for', async () => {
    const { tenantId, owner } = await addCompany();
    await addPerson(tenantId, Role.MANAGER, 'Борис');
    await addPerson(tenantId, Role.READ_ONLY, 'Анна');
    const gone = await addPerson(tenantId, Role.MANAGER, 'Вера');
    await server.run(UpdateUserDocument, { input: { id: gone.id, isActive: false } }, owner.token);
    const list = async (variables: object) =>
      (await server.run(UsersDocument, variables as never, owner.token)).users;
    const names = async (filter: object) => (await list({ filter })).nodes.map(({ name }) => name);

    const first = await list({ first: 2 });
    const second = await list({ first: 2, after: first.pageInfo.endCursor });
    const all = [...first.nodes, ...second.nodes].map(({ name }) => name);
    expect(all.slice(-2)).toEqual(['Анна', 'Борис']);
    expect([all.length, first.totalCount, second.pageInfo.hasNextPage]).toEqual([3, 3, false]);
    expect(await names({ search: 'бор' })).toEqual(['Борис']);
    expect(await names({ search: owner.email.slice(0, 12), roles: [Role.OWNER] })).toHaveLength(1);
    expect(await names({ roles: [Role.READ_ONLY] })).toEqual(['Анна']);
    expect(await names({ roles: [] })).toEqual([]);
    expect(await names({ isActive: false })).toEqual(['Вера']);
    expect(await names({ kinds: ['SERVICE'] })).toEqual([]);
  });
});

describe('rights', () => {
  it('only an OWNER makes, changes or takes away an OWNER or HEAD_OF_SALES', async () => {
    const { tenantId, owner } = await addCompany();
    const head = await addPerson(tenantId, Role.HEAD_OF_SALES);
    const manager = await addPerson(tenantId, Role.MANAGER);
    const create = (token: string, role: Role) =>
      codesOf(
        server.ask(
          CreateUserDocument,
          { input: { email: `made${serial++}@people.test`, name: 'New', role } },
          token,
        ),
      );
    const update = (token: string, input: { id: string } & Record<string, unknown>) =>
      codesOf(server.ask(UpdateUserDocument, { input: input as never }, token));
    const forbidden = ['FORBIDDEN'];

    expect(await create(manager.token, Role.MANAGER)).toEqual(forbidden);
    expect(await create(head.token, Role.MANAGER)).toEqual([]);
    for (const role of [Role.OWNER, Role.HEAD_OF_SALES]) {
      expect(await create(head.token, role)).toEqual(forbidden);
      expect(await create(owner.token, role)).toEqual([]);
      expect(await update(head.token, { id: manager.id, role })).toEqual(forbidden);
    }
    expect(await update(head.token, { id: owner.id, name: 'Not the boss' })).toEqual(forbidden);
    expect(await update(head.token, { id: owner.id, isActive: false })).toEqual(forbidden);
    expect(await update(head.token, { id: head.id, email: 'else@people.test' })).toEqual(forbidden);
    expect(await update(head.token, { id: head.id, name: 'My own name', locale: 'kk' })).toEqual([]);
    expect(await update(head.token, { id: manager.id, role: Role.READ_ONLY })).toEqual([]);
    for (const [token, userId, codes] of [
      [head.token, owner.id, forbidden],
      [head.token, manager.id, []],
      [owner.token, head.id, []],
    ] as const) {
      const link = server.ask(CreatePasswordLinkDocument, { input: { userId } }, token);
      expect(await codesOf(link)).toEqual(codes);
      expect(await codesOf(server.ask(SessionsDocument, { userId }, token))).toEqual(codes);
      expect(await codesOf(server.ask(DisableTotpDocument, { input: { userId } }, token))).toEqual(
        codes.length > 0 ? codes : ['CONFLICT WRONG_STATE'],
      );
      expect(await codesOf(server.ask(RevokeSessionsDocument, { input: { userId } }, token))).toEqual(codes);
    }
    const colleague = await addPerson(tenantId, Role.MANAGER);
    const other = await addPerson(tenantId, Role.MANAGER);
    expect(await codesOf(server.ask(SessionsDocument, { userId: other.id }, colleague.token))).toEqual(
      forbidden,
    );
  });

  it('a user of another company does not exist', async () => {
    const [{ owner }, other] = [await addCompany(), await addCompany()];
    const { id } = other.owner;
    const { sessions } = await server.run(SessionsDocument, {}, other.owner.token);
    const sessionId = sessions[0]?.id ?? '';
    const answers = [
      server.ask(UpdateUserDocument, { input: { id, name: 'Mine' } }, owner.token),
      server.ask(CreatePasswordLinkDocument, { input: { userId: id } }, owner.token),
      server.ask(SessionsDocument, { userId: id }, owner.token),
      server.ask(RevokeSessionsDocument, { input: { userId: id } }, owner.token),
      server.ask(RevokeSessionsDocument, { input: { sessionId } }, owner.token),
      server.ask(DisableTotpDocument, { input: { userId: id } }, owner.token),
    ];
    for (const answer of answers) expect(await codesOf(answer as never)).toEqual(['NOT_FOUND']);
    expect(await isIn(other.owner.token)).toBe(true);
  });

  it('the last OWNER stays, also when two owners take each other away at the same time', async () => {
    const { tenantId, owner } = await addCompany();
    const update = (token: string, input: { id: string; role?: Role; isActive?: boolean }) =>
      codesOf(server.ask(UpdateUserDocument, { input: input as never }, token));
    const last = ['CONFLICT LAST_OWNER'];
    expect(await update(owner.token, { id: owner.id, role: Role.MANAGER })).toEqual(last);
    expect(await update(owner.token, { id: owner.id, isActive: false })).toEqual(last);
    // An owner who never set a password cannot take over.
    const email = `invited${serial++}@people.test`;
    await server.run(
      CreateUserDocument,
      { input: { email, name: 'O', role: Role.OWNER as never } },
      owner.token,
    );
    expect(await update(owner.token, { id: owner.id, isActive: false })).toEqual(last);

    for (let round = 0; round < 5; round++) {
      const { rows } = await server.app.database.pool.query(
        `update users set role = 'MANAGER' where tenant_id = $1 and role = 'OWNER' returning id`,
        [tenantId],
      );
      expect(rows.length).toBeGreaterThan(0);
      const pair = [await addPerson(tenantId, Role.OWNER), await addPerson(tenantId, Role.OWNER)] as const;
      await Promise.all([
        update(pair[0].token, { id: pair[1].id, role: Role.MANAGER }),
        update(pair[1].token, { id: pair[0].id, isActive: false }),
      ]);
      const { rows: owners } = await server.app.database.pool.query(
        `select id from users where tenant_id = $1 and role = 'OWNER' and disabled_at is null`,
        [tenantId],
      );
      expect(owners).toHaveLength(1);
    }
  });
});

describe('deactivation', () => {
  it('ends tokens, sockets, event streams and links at once, and releases conversations; reactivation takes it back', async () => {
    const owner = await server.signIn('owner@demo.test');
    const { viewer } = await server.run(ViewerDocument, {}, owner);
    const { rows } = await server.app.database.pool.query('select tenant_id from users where id = $1', [
      viewer.id,
    ]);
    const person = await addPerson(rows[0].tenant_id, Role.MANAGER);
    await server.post('/webhooks/chatflow?key=demo', {
      message: 'hello',
      metadata: { remoteJid: '77010000077@s.whatsapp.net', sender: 'A person', messageId: 'D1' },
    });
    const { conversations } = await server.run(InboxDocument, { first: 1 }, owner);
    const conversationId = conversations.nodes[0]?.id ?? '';
    await server.app.database.pool.query('update conversations set assignee_id = $2 where id = $1', [
      conversationId,
      person.id,
    ]);
    const { createPasswordLink } = await server.run(
      CreatePasswordLinkDocument,
      { input: { userId: person.id } },
      owner,
    );
    const [leaving, staying] = [watch(person.token), watch(owner)];
    const stream = watchStream(person.token);
    await waitFor(() => leaving.isLive() && staying.isLive() && server.app.api.http.server.listening);

    const change = { input: { id: person.id, isActive: false } };
    const { updateUser } = await server.run(UpdateUserDocument, change, owner);
    expect(updateUser.user.isActive).toBe(false);
    expect(await isIn(person.token)).toBe(false);
    await waitFor(() => leaving.closed() !== null && stream.ended() !== null, aSecond);
    expect([leaving.closed(), stream.ended()]).toEqual([4403, 'UNAUTHENTICATED']);
    await expect(server.signIn(person.email, password)).rejects.toThrow('UNAUTHENTICATED');
    const token = tokenOf(createPasswordLink.link);
    expect(await codesOf(server.ask(SetPasswordDocument, { input: { token, password } }))).toEqual([
      'UNAUTHENTICATED',
    ]);
    const seen = () =>
      staying.stream.items.flatMap(({ events }) => (events.__typename === 'DomainEvent' ? [events] : []));
    await waitFor(() => seen().length >= 2);
    expect(seen()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'USER_UPDATED',
          changed: ['isActive'],
          node: expect.objectContaining({ id: person.id, isActive: false }),
        }),
        expect.objectContaining({ type: 'CONVERSATION_UPDATED', changed: ['assignee'] }),
      ]),
    );
    const link = server.ask(CreatePasswordLinkDocument, { input: { userId: person.id } }, owner);
    expect(await codesOf(link)).toEqual(['CONFLICT NOT_ACTIVE']);

    await server.run(UpdateUserDocument, { input: { id: person.id, isActive: true } }, owner);
    expect(await isIn(await server.signIn(person.email, password))).toBe(true);
    expect(await isIn(person.token)).toBe(false);
    expect(staying.isLive()).toBe(true);
  });

  it('by another process, by hand even, is noticed within a second', async () => {
    const { tenantId } = await addCompany();
    const [leaving, demoted] = [
      await addPerson(tenantId, Role.MANAGER),
      await addPerson(tenantId, Role.MANAGER),
    ];
    const sockets = [watch(leaving.token), watch(demoted.token)];
    const stream = watchStream(leaving.token);
    await waitFor(() => sockets.every(socket => socket.isLive()));
    await server.app.database.pool.query('update users set disabled_at = now() where id = $1', [leaving.id]);
    await server.app.database.pool.query(`update users set role = 'READ_ONLY' where id = $1`, [demoted.id]);
    await waitFor(() => sockets.every(({ closed }) => closed() !== null) && stream.ended() !== null, aSecond);
    expect(sockets.map(({ closed }) => closed())).toEqual([4403, 4403]);
    expect([await isIn(leaving.token), await isIn(demoted.token)]).toEqual([false, false]);
  });
});

describe('sessions', () => {
  const signInFrom = async (person: Person, address: string, userAgent: string) => {
    const answer = await server.post(
      '/auth/login',
      { email: person.email, password },
      { 'x-forwarded-for': `10.9.9.9, ${address}`, 'user-agent': userAgent },
    );
    return (await answer.json()) as { accessToken: string; refreshToken: string };
  };

  it('are listed with device, address and last use; each ends alone, with its tokens and sockets', async () => {
    const { tenantId } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const phone = await signInFrom(person, '203.0.113.7', 'Phone/1.0');
    const list = async (token: string) => (await server.run(SessionsDocument, {}, token)).sessions;
    const sessions = await list(person.token);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    const onPhone = sessions.find(({ isCurrent }) => !isCurrent);
    expect(onPhone).toMatchObject({ userAgent: 'Phone/1.0', ipAddress: '203.0.113.7' });

    const [lost, kept] = [watch(phone.accessToken), watch(person.token)];
    await waitFor(() => lost.isLive() && kept.isLive());
    const input = { sessionId: onPhone?.id ?? '' };
    const { revokeSessions } = await server.run(RevokeSessionsDocument, { input }, person.token);
    expect(revokeSessions.ended).toBe(1);
    expect(await isIn(phone.accessToken)).toBe(false);
    await waitFor(() => lost.closed() === 4403, aSecond);
    const refresh = await server.post('/auth/refresh', { refreshToken: phone.refreshToken });
    expect(refresh.status).toBe(401);
    expect(kept.isLive()).toBe(true);
    expect(await list(person.token)).toHaveLength(1);
    const again = server.ask(RevokeSessionsDocument, { input }, person.token);
    expect(await codesOf(again)).toEqual(['NOT_FOUND']);
    for (const wrong of [{}, { sessionId: input.sessionId, userId: person.id }])
      expect(await codesOf(server.ask(RevokeSessionsDocument, { input: wrong }, person.token))).toEqual([
        'BAD_USER_INPUT',
      ]);
  });

  it('are ended by signing out, here or everywhere', async () => {
    const { tenantId } = await addCompany();
    const person = await addPerson(tenantId, Role.READ_ONLY);
    const [second, third] = [
      await server.signIn(person.email, password),
      await server.signIn(person.email, password),
    ];
    const here = await server.run(SignOutDocument, { input: {} }, person.token);
    expect(here.signOut.ended).toBe(1);
    expect([await isIn(person.token), await isIn(second), await isIn(third)]).toEqual([false, true, true]);
    const everywhere = await server.run(SignOutDocument, { input: { everywhere: true } }, second);
    expect(everywhere.signOut.ended).toBe(2);
    expect([await isIn(second), await isIn(third)]).toEqual([false, false]);
  });

  it('a changed password ends them and begins a new one; a wrong or weak one changes nothing', async () => {
    const { tenantId } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const change = (currentPassword: string, newPassword: string, token = person.token) =>
      server.ask(ChangePasswordDocument, { input: { currentPassword, newPassword } }, token);
    expect(await codesOf(change('wrong', 'two rusty kettles'))).toEqual(['UNAUTHENTICATED']);
    expect(await codesOf(change(password, 'qwertyuiop'))).toEqual(['BAD_USER_INPUT']);
    expect(await isIn(person.token)).toBe(true);
    const { data } = await change(password, 'two rusty kettles');
    expect(await isIn(person.token)).toBe(false);
    expect(await isIn(data.changePassword.accessToken ?? '')).toBe(true);
    await expect(server.signIn(person.email, password)).rejects.toThrow('UNAUTHENTICATED');
    expect(await isIn(await server.signIn(person.email, 'two rusty kettles'))).toBe(true);
    const guesses = [];
    for (let n = 0; n < 11; n++)
      guesses.push(...(await codesOf(change(`wrong ${n}`, password, data.changePassword.accessToken ?? ''))));
    expect(guesses.at(-1)).toBe('RATE_LIMITED');
  });
});

describe('a second factor', () => {
  /** The code of the authenticator app, now or steps later. */
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

  async function enrol(person: Person) {
    const { enrolTotp } = await server.run(EnrolTotpDocument, { input: { password } }, person.token);
    const input = { code: codeOf(enrolTotp.secret) };
    const { confirmTotp } = await server.run(ConfirmTotpDocument, { input }, person.token);
    return { ...enrolTotp, ...confirmTotp };
  }
  const signIn = (person: Person, otp?: string) =>
    server.ask(SignInDocument, { email: person.email, password, otp: otp ?? null });

  it('is enrolled with the password and a code; signing in needs a code then, which works once', async () => {
    const { tenantId } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const { token } = person;
    const wrong = server.ask(EnrolTotpDocument, { input: { password: 'wrong' } }, token);
    expect(await codesOf(wrong)).toEqual(['UNAUTHENTICATED']);
    expect(await codesOf(server.ask(ConfirmTotpDocument, { input: { code: '000000' } }, token))).toEqual([
      'CONFLICT WRONG_STATE',
    ]);
    const { enrolTotp } = await server.run(EnrolTotpDocument, { input: { password } }, token);
    expect(enrolTotp.uri).toContain(`secret=${enrolTotp.secret}`);
    const [row] = await readRows(server.databaseUrl, 'select totp_cipher from users where id = $1', [
      person.id,
    ]);
    expect(JSON.stringify(row)).not.toContain(enrolTotp.secret);
    // Not confirmed yet: it does not count.
    expect(await codesOf(signIn(person))).toEqual([]);
    const wrongCode = codeOf(enrolTotp.secret) === '123456' ? '654321' : '123456';
    expect(await codesOf(server.ask(ConfirmTotpDocument, { input: { code: wrongCode } }, token))).toEqual([
      'BAD_USER_INPUT',
    ]);
    const confirmed = await enrol(person);
    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect(confirmed.user.hasSecondFactor).toBe(true);
    expect(await codesOf(server.ask(EnrolTotpDocument, { input: { password } }, token))).toEqual([
      'CONFLICT EXISTS',
    ]);

    expect(await codesOf(signIn(person))).toEqual(['SECOND_FACTOR_REQUIRED MISSING']);
    expect(await codesOf(signIn(person, wrongCode))).toEqual(['SECOND_FACTOR_REQUIRED WRONG']);
    const next = codeOf(confirmed.secret, 1);
    const racers = await Promise.all([codesOf(signIn(person, next)), codesOf(signIn(person, next))]);
    expect(racers.map(codes => codes.join()).sort()).toEqual(['', 'SECOND_FACTOR_REQUIRED WRONG']);
    expect(await codesOf(signIn(person, next))).toEqual(['SECOND_FACTOR_REQUIRED WRONG']);

    const recovery = confirmed.recoveryCodes[3] ?? '';
    expect(await codesOf(signIn(person, recovery.toUpperCase()))).toEqual([]);
    expect(await codesOf(signIn(person, recovery))).toEqual(['SECOND_FACTOR_REQUIRED WRONG']);
    const rest = await server.post('/auth/login', { email: person.email, password });
    expect([rest.status, await rest.json()]).toEqual([
      401,
      { error: expect.objectContaining({ code: 'SECOND_FACTOR_REQUIRED' }) },
    ]);
    const login = { email: person.email, password, otp: confirmed.recoveryCodes[4] };
    expect((await server.post('/auth/login', login)).status).toBe(200);
  });

  it('is guessed a few times only', async () => {
    const { tenantId } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const { recoveryCodes } = await enrol(person);
    const codes = [];
    for (let n = 0; n < 11; n++) codes.push(...(await codesOf(signIn(person, `00000${n % 10}`))));
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('SECOND_FACTOR_REQUIRED WRONG'));
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    expect(await codesOf(signIn(person, recoveryCodes[0]))).toEqual(['RATE_LIMITED']);
  });

  it('is asked for by a password link too, and is switched off with the password or by an administrator', async () => {
    const { tenantId, owner } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const { recoveryCodes } = await enrol(person);
    const { createPasswordLink } = await server.run(
      CreatePasswordLinkDocument,
      { input: { userId: person.id } },
      owner.token,
    );
    const token = tokenOf(createPasswordLink.link);
    const set = (otp: string | null) => server.ask(SetPasswordDocument, { input: { token, password, otp } });
    expect(await codesOf(set(null))).toEqual(['SECOND_FACTOR_REQUIRED MISSING']);
    const { data } = await set(recoveryCodes[0] ?? '');
    const fresh = data.setPassword.accessToken ?? '';

    const off = (input: object, by: string) => codesOf(server.ask(DisableTotpDocument, { input }, by));
    expect(await off({}, fresh)).toEqual(['BAD_USER_INPUT']);
    expect(await off({ password: 'wrong' }, fresh)).toEqual(['UNAUTHENTICATED']);
    expect(await off({ password }, fresh)).toEqual([]);
    expect(await off({ password }, fresh)).toEqual(['CONFLICT WRONG_STATE']);
    expect(await codesOf(signIn(person))).toEqual([]);
    await enrol({ ...person, token: fresh });
    expect(await off({ userId: person.id }, owner.token)).toEqual([]);
    expect(await codesOf(signIn(person))).toEqual([]);
  });

  it('is required by a company: users without one can only enrol, and open sockets close', async () => {
    const { tenantId, owner } = await addCompany();
    const person = await addPerson(tenantId, Role.MANAGER);
    const require = (requiresSecondFactor: boolean, token: string) =>
      server.ask(RequireSecondFactorDocument, { requiresSecondFactor }, token);
    const socket = watch(person.token);
    await waitFor(() => socket.isLive());
    expect(await codesOf(require(true, owner.token))).toEqual([]);
    await waitFor(() => socket.closed() === 4403, aSecond);
    for (const token of [owner.token, person.token]) {
      expect(await codesOf(server.ask(ViewerDocument, {}, token))).toEqual([
        'SECOND_FACTOR_REQUIRED NOT_ENROLLED',
      ]);
    }
    const rest = await fetch(`${server.url}/whatsapp/stats`, {
      headers: { authorization: `Bearer ${person.token}` },
    });
    expect(rest.status).toBe(401);
    const refused = watch(person.token);
    await waitFor(() => refused.stream.errors.length > 0);
    expect(JSON.stringify(refused.stream.errors)).toContain('SECOND_FACTOR_REQUIRED');
    expect(await codesOf(server.ask(SessionsDocument, {}, person.token))).toEqual([
      'SECOND_FACTOR_REQUIRED NOT_ENROLLED',
    ]);

    await enrol(person);
    expect(await isIn(person.token)).toBe(true);
    await enrol(owner);
    expect(await codesOf(require(false, owner.token))).toEqual([]);
  });
});

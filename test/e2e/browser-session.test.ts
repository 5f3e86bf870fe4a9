/** Sessions of browsers, over raw HTTP: the cookie, the checks of the request, the files of the page. */
import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
let own: Readonly<Record<string, string>>;
beforeAll(async () => {
  server = await startTestApp();
  own = { origin: server.url, 'content-type': 'application/json', 'x-trunkline-client': 'inbox' };
});
afterAll(() => server.stop());

interface Exchanged {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly json: () => Record<string, never>;
}

/** `fetch` sets headers of its own. */
function exchange(path: string, headers: Readonly<Record<string, string>>, body = '', method = 'POST') {
  return new Promise<Exchanged>((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body, json: () => JSON.parse(body.toString()) });
      });
    });
    sent.on('error', reject).end(body);
  });
}
const login = JSON.stringify({ email: 'owner@demo.test', password: 'trunkline' });
const codeOf = (answer: Exchanged): string =>
  (answer.json() as { error?: { code: string } }).error?.code ?? '';
const cookieOf = ({ headers }: Exchanged): string =>
  String(headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';

describe('a session of a browser', () => {
  it('has its refresh token in a cookie only, which each refresh replaces', async () => {
    const begun = await exchange('/auth/session', own, login);
    expect([begun.status, Object.keys(begun.json()).sort()]).toEqual([
      200,
      ['accessToken', 'expiresAt', 'user'],
    ]);
    expect(begun.headers['cache-control']).toBe('no-store');
    expect(begun.headers['set-cookie']).toEqual([
      expect.stringMatching(/^trunkline=[\w-]{20,}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const refreshed = await exchange('/auth/session/refresh', { ...own, cookie: cookieOf(begun) }, '{}');
    expect(refreshed.status).toBe(200);
    expect(cookieOf(refreshed)).not.toBe(cookieOf(begun));

    const ended = await exchange('/auth/session', { ...own, cookie: cookieOf(refreshed) }, '', 'DELETE');
    expect([ended.status, ended.headers['set-cookie']]).toEqual([400, undefined]);
    const { 'content-type': _, ...plain } = own;
    const gone = await exchange('/auth/session', { ...plain, cookie: cookieOf(refreshed) }, '', 'DELETE');
    expect([gone.status, gone.json()]).toEqual([200, { ended: 1 }]);
    expect(gone.headers['set-cookie']).toEqual([expect.stringMatching(/^trunkline=; Max-Age=0/)]);
    const after = await exchange('/auth/session/refresh', { ...own, cookie: cookieOf(refreshed) }, '{}');
    expect(after.status).toBe(401);
  });

  it('has a __Host- cookie wherever the address is not that of this machine', async () => {
    const headers = { ...own, host: 'crm.example.com', origin: 'https://crm.example.com' };
    const { status, headers: answer } = await exchange('/auth/session', headers, login);
    expect(status).toBe(200);
    expect(answer['set-cookie']?.[0]).toMatch(
      /^__Host-trunkline=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const refreshed = await exchange(
      '/auth/session/refresh',
      { ...headers, cookie: String(answer['set-cookie']?.[0]).split(';')[0] ?? '' },
      '{}',
    );
    expect(refreshed.status).toBe(200);
  });

  it('ends all sessions of the user when asked to', async () => {
    const [one, two] = [
      await exchange('/auth/session', own, login),
      await exchange('/auth/session', own, login),
    ];
    const { 'content-type': _, ...plain } = own;
    const ended = await exchange(
      '/auth/session?everywhere=true',
      { ...plain, cookie: cookieOf(one) },
      '',
      'DELETE',
    );
    expect(Number(ended.json().ended)).toBeGreaterThanOrEqual(2);
    expect((await exchange('/auth/session/refresh', { ...own, cookie: cookieOf(two) }, '{}')).status).toBe(
      401,
    );
  });

  it('changes the password with the cookie, and ends the other sessions', async () => {
    const [one, two] = [
      await exchange('/auth/session', own, login),
      await exchange('/auth/session', own, login),
    ];
    const { email, password } = JSON.parse(login) as { email: string; password: string };
    const change = (cookie: string, currentPassword: string, newPassword: string) =>
      exchange(
        '/auth/session/password',
        { ...own, cookie },
        JSON.stringify({ currentPassword, newPassword }),
      );
    const wrong = await change(cookieOf(one), 'not the password', 'long enough and rare 17');
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'UNAUTHENTICATED']);
    const weak = await change(cookieOf(wrong), password, 'short');
    expect([weak.status, codeOf(weak)]).toEqual([400, 'BAD_USER_INPUT']);
    // Each answer has the next cookie, so that a refusal ends nothing.
    const changed = await change(cookieOf(weak), password, 'long enough and rare 17');
    expect([changed.status, Object.keys(changed.json()).sort()]).toEqual([
      200,
      ['accessToken', 'expiresAt', 'user'],
    ]);
    // The browser has the new cookie by then, which the answer to an old one must not remove.
    for (const old of [weak, two]) {
      const refused = await exchange('/auth/session/refresh', { ...own, cookie: cookieOf(old) }, '{}');
      expect([refused.status, refused.headers['set-cookie']]).toEqual([401, undefined]);
    }
    const newLogin = JSON.stringify({ email, password: 'long enough and rare 17' });
    expect((await exchange('/auth/session', own, login)).status).toBe(401);
    expect((await exchange('/auth/session', own, newLogin)).status).toBe(200);
    await server.app.database.pool.query(
      'update users u set password_hash = o.password_hash from users o where u.email = $1 and o.email <> $1',
      [email],
    );
  });

  it('is refused to every request that a page of this server does not send', async () => {
    const { origin, 'x-trunkline-client': _, ...without } = own;
    for (const [headers, status] of [
      [{ ...own, origin: 'https://evil.example' }, 403],
      [{ ...own, origin: 'null' }, 403],
      [{ ...without, 'x-trunkline-client': 'inbox' }, 403],
      [{ ...without, origin: origin ?? '' }, 403],
      [{ ...own, 'sec-fetch-site': 'cross-site' }, 403],
      [{ ...own, 'sec-fetch-site': 'same-site' }, 403],
      [{ ...own, 'content-type': 'text/plain' }, 403],
      [{ ...own, 'sec-fetch-site': 'same-origin' }, 200],
    ] as const) {
      const answer = await exchange('/auth/session', headers, login);
      expect([headers, answer.status]).toEqual([headers, status]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      if (status === 403) {
        expect(answer.headers['set-cookie']).toBeUndefined();
        expect(answer.json()).toMatchObject({ error: { code: 'ORIGIN_NOT_ALLOWED' } });
      }
    }
  });

  it('authenticates nothing but its routes', async () => {
    const cookie = cookieOf(await exchange('/auth/session', own, login));
    const query = JSON.stringify({ query: '{ viewer { id } }' });
    const { errors } = (await exchange('/graphql', { ...own, cookie }, query)).json() as never as {
      errors: { extensions: { code: string } }[];
    };
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await exchange('/whatsapp/stats', { ...own, cookie }, '', 'GET')).status).toBe(401);
  });
});

describe('the files of the inbox', () => {
  it('are one page for every path, without inline scripts, under a strict policy', async () => {
    const page = await exchange('/inbox', {}, '', 'GET');
    for (const path of ['/inbox/', '/inbox/c/some-id', '/tata-chat', '/tata-chat/', '/tata-chat/c/x'])
      expect((await exchange(path, {}, '', 'GET')).body).toEqual(page.body);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    const scripts = [...page.body.toString().matchAll(/<script([^>]*)>([^<]*)</g)];
    for (const [, attributes = '', content] of scripts)
      expect([attributes, attributes.includes('application/json') || content === '']).toEqual([
        attributes,
        true,
      ]);
  });

  it('are compressed, cached for good, and small enough for the first screen', async () => {
    const page = (await exchange('/inbox', {}, '', 'GET')).body.toString();
    const names = [...page.matchAll(/(?:src|href)="(\/inbox\/assets\/[^"]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThanOrEqual(2);
    // What is begun before the application is there is a small file of its own, and the first script.
    const [first, ...others] = [...page.matchAll(/<script type="module"([^>]*)>/g)].map(([, is = '']) => is);
    expect([first?.includes(' async'), others.length]).toEqual([true, 1]);
    const early = names.find(name => first?.includes(`"${name}"`)) ?? '';
    const small = await exchange(early, { 'accept-encoding': 'br' }, '', 'GET');
    expect(small.body.length).toBeLessThan(6_000);
    expect(brotliDecompressSync(small.body).toString()).not.toMatch(/\b(?:from|import)"/);
    let scriptBytes = 0;
    for (const name of names) {
      const { headers, body } = await exchange(name, { 'accept-encoding': 'gzip, br' }, '', 'GET');
      expect(headers['content-encoding']).toBe('br');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const plain = await exchange(name, {}, '', 'GET');
      expect([plain.headers['content-encoding'], plain.body]).toEqual([
        undefined,
        brotliDecompressSync(body),
      ]);
      if (name.endsWith('.js')) scriptBytes += body.length;
    }
    expect(scriptBytes).toBeGreaterThan(50_000);
    expect(scriptBytes).toBeLessThan(185_000);
    expect((await exchange('/inbox/assets/unknown.js', {}, '', 'GET')).status).toBe(404);
    expect((await exchange('/inbox/assets/..%2findex.html', {}, '', 'GET')).status).toBe(404);
  });
});

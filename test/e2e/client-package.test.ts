/**
 * The client package against a real server behind a path that can be cut: its links in Node.js, its tarball in an empty
 * project, and both examples in a browser, as pages of another origin.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ApolloClient, gql as apolloGql } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchExchange, Client as UrqlClient, gql as urqlGql } from '@urql/core';
import { type Client, createClient } from 'graphql-ws';
import type { Browser } from 'playwright-core';
import { config as rxjs } from 'rxjs';
import WebSocket from 'ws';
import { createTrunklineLink, TrunklineCache } from '../../packages/client/src/apollo/index.js';
import {
  createTokenKeeper,
  socketOptions,
  type TokenKeeper,
  type Tokens,
} from '../../packages/client/src/index.js';
import { trunklineExchange } from '../../packages/client/src/urql/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { type LossyPath, openLossyPath } from '../support/lossy-path.js';
import { postChatFlow } from '../support/remote-api.js';
import { waitFor } from '../support/wait-for.js';

const run = promisify(execFile);
const root = resolve('.');
const binary = (name: string) => join(root, 'node_modules', '.bin', name);

let folder: string;
let pages: Server;
let server: TestApp;
let path: LossyPath;
/** The server through the path. */
let url: string;
let messageCount = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-client-'));
  pages = createServer(async (request, response) => {
    const file = join(folder, new URL(request.url ?? '/', 'http://page').pathname);
    const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
    const bytes = await readFile(file).catch(() => null);
    response.writeHead(bytes ? 200 : 404, { 'content-type': types[extname(file)] ?? 'text/plain' });
    response.end(bytes ?? '');
  });
  await new Promise<void>(done => pages.listen(0, '127.0.0.1', done));
  server = await startTestApp({ env: { CORS_ORIGINS: pageOrigin() } });
  path = await openLossyPath(server.url);
  url = path.url.replace(/\/$/, '');
});
afterAll(async () => {
  await path?.close();
  await server?.stop();
  await new Promise(done => pages?.close(done));
  await rm(folder, { recursive: true, force: true });
});

const pageOrigin = () => `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;

/** A customer writes. */
async function receive(text: string, phone = '77015550101'): Promise<void> {
  messageCount += 1;
  const message = { text, phone, messageId: `client-${messageCount}` };
  expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
}

/** Whether the server has a subscriber. */
async function isFollowed(): Promise<boolean> {
  const metrics = await fetch(`${server.url}/metrics`);
  return /subscribers\S* [1-9]/.test(await metrics.text());
}

async function signIn(): Promise<Tokens> {
  const credentials = { email: 'owner@demo.test', password: 'trunkline' };
  const response = await server.post('/auth/login', credentials);
  return (await response.json()) as Tokens;
}

/** What the two GraphQL clients have in common. */
interface Api {
  /** Reasons for which the state was loaded. */
  readonly resets: string[];
  viewer(): Promise<string>;
  position(): Promise<string>;
  /** Subscribes; without a cursor it starts with what is stored from now on. */
  follow(after: string | null, onText: (text: string) => void, onEnd: (error: unknown) => void): () => void;
  stop?(): void;
}

const viewerQuery = '{ viewer { id email } }';
const positionQuery = '{ conversations(first: 1) { syncCursor } }';
const addedText = 'subscription ($after: Cursor) { messageAdded(after: $after) { id version text cursor } }';

function createApollo(keeper: TokenKeeper, socket: Client, onThrow: (error: unknown) => void): Api {
  // Observables catch what their subscribers throw, and report it by themselves.
  rxjs.onUnhandledError = onThrow;
  const resets: string[] = [];
  const onReset = async (reason: string) => {
    // What is received after the reset was noted comes after this position.
    const position = await api.position();
    resets.push(reason);
    return position;
  };
  const client = new ApolloClient({
    cache: new TrunklineCache(),
    link: createTrunklineLink({ url, keeper, client: socket, onReset, onThrow, maxDelayMs: 50 }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  const ask = async (text: string): Promise<any> =>
    (await client.query({ query: apolloGql(text), fetchPolicy: 'network-only' })).data;
  const api: Api = {
    resets,
    viewer: async () => (await ask(viewerQuery)).viewer.email,
    position: async () => (await ask(positionQuery)).conversations.syncCursor,
    follow: (after, onText, onEnd) => {
      const options = { query: apolloGql(addedText), variables: { after } };
      const following = client.subscribe<{ messageAdded: { text: string } }>(options).subscribe({
        next: ({ data, error }) => {
          if (error) onEnd(error);
          else onText(data?.messageAdded.text ?? '');
        },
        error: onEnd,
      });
      return () => following.unsubscribe();
    },
    stop: () => client.stop(),
  };
  return api;
}

function createUrql(keeper: TokenKeeper, socket: Client, onThrow: (error: unknown) => void): Api {
  const resets: string[] = [];
  const onReset = async (reason: string) => {
    // What is received after the reset was noted comes after this position.
    const position = await api.position();
    resets.push(reason);
    return position;
  };
  const live = trunklineExchange({ keeper, client: socket, onReset, onThrow, maxDelayMs: 50 });
  const client = new UrqlClient({
    url: `${url}/graphql`,
    exchanges: [live, fetchExchange],
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  const ask = async (text: string): Promise<any> => {
    const { data, error } = await client.query(urqlGql(text), {});
    if (error) throw error;
    return data;
  };
  const api: Api = {
    resets,
    viewer: async () => (await ask(viewerQuery)).viewer.email,
    position: async () => (await ask(positionQuery)).conversations.syncCursor,
    follow: (after, onText, onEnd) =>
      client.subscription(urqlGql(addedText), { after }).subscribe(({ data, error }) => {
        if (error) onEnd(error);
        else onText(data.messageAdded.text);
      }).unsubscribe,
  };
  return api;
}

describe.each([
  ['Apollo', createApollo],
  ['urql', createUrql],
])('with %s', (name, create) => {
  const ends: string[] = [];
  const thrown: unknown[] = [];
  const refreshed: string[] = [];
  /** How many responses of the next refreshes get lost. */
  let losses = 0;
  let keeper: TokenKeeper;
  let socket: Client;
  let api: Api;

  const send = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input as string, init);
    if (!String(input).endsWith('/auth/refresh')) return response;
    refreshed.push(JSON.parse(String(init?.body)).refreshToken);
    if (losses === 0) return response;
    losses -= 1;
    throw new TypeError('The response was lost');
  };

  beforeAll(() => {
    keeper = createTokenKeeper({ url, name, fetch: send as never, onEnd: reason => ends.push(reason) });
    socket = createClient({ ...socketOptions(url, keeper), webSocketImpl: WebSocket });
    api = create(keeper, socket, error => thrown.push(error));
  });
  afterAll(async () => {
    keeper.stop();
    await socket.dispose();
    api.stop?.();
  });

  it('is refused without a session', async () => {
    await expect(api.viewer()).rejects.toThrow(/401|credential|sign/i);
  });

  it('asks with the token, and with a fresh one when the server refuses it', async () => {
    const tokens = await signIn();
    await keeper.start(tokens);
    expect(await api.viewer()).toBe('owner@demo.test');
    expect(refreshed).toEqual([]);
    await keeper.start({ ...tokens, accessToken: 'no longer valid' });
    expect(await Promise.all([api.viewer(), api.viewer(), api.position()])).toContain('owner@demo.test');
    expect(refreshed).toEqual([tokens.refreshToken]);
  });

  it('keeps the session when the response to the refresh is lost', async () => {
    const tokens = await signIn();
    await keeper.start({ ...tokens, accessToken: 'no longer valid' });
    losses = 1;
    refreshed.length = 0;
    expect(await api.viewer()).toBe('owner@demo.test');
    expect(refreshed).toEqual(Array(2).fill(tokens.refreshToken));
    expect(ends).toEqual([]);
  });

  it('follows over a cut connection and a refused token, each message once, also when a callback throws', async () => {
    const texts: string[] = [];
    const failures: unknown[] = [];
    const stop = api.follow(
      await api.position(),
      text => {
        texts.push(text);
        if (text.endsWith('2')) throw new Error('a fault of the application');
      },
      error => failures.push(error),
    );
    const receiveAndWait = async (number: number) => {
      await receive(`${name} ${number}`);
      await waitFor(() => texts.length === number);
    };
    await receiveAndWait(1);
    await receiveAndWait(2);
    path.cut();
    await receiveAndWait(3);
    const tokens = await signIn();
    await keeper.start({ ...tokens, accessToken: 'no longer valid' });
    path.cut();
    await receiveAndWait(4);
    stop();
    expect(texts).toEqual([1, 2, 3, 4].map(number => `${name} ${number}`));
    expect(failures).toEqual([]);
    expect(thrown).toEqual([new Error('a fault of the application')]);
  });

  it('leaves a connection that died without an end, and misses nothing', async () => {
    await keeper.start(await signIn());
    const watched = createClient({ ...socketOptions(url, keeper, 300), webSocketImpl: WebSocket });
    const following = create(keeper, watched, error => thrown.push(error));
    const texts: string[] = [];
    const failures: unknown[] = [];
    const stop = following.follow(
      await api.position(),
      text => texts.push(text),
      error => failures.push(error),
    );
    await receive(`${name} before the silence`);
    await waitFor(() => texts.length === 1);
    path.silence();
    await receive(`${name} in the silence`);
    await waitFor(() => texts.length === 2);
    stop();
    await watched.dispose();
    following.stop?.();
    // The server still has the connection that died.
    path.cut();
    await waitFor(async () => !(await isFollowed()));
    expect(texts).toEqual([`${name} before the silence`, `${name} in the silence`]);
    expect([failures, following.resets]).toEqual([[], []]);
  });

  it('asks for the state when it was cut off before it had a cursor, and goes on from there', async () => {
    const texts: string[] = [];
    const stop = api.follow(
      null,
      text => texts.push(text),
      error => texts.push(String(error)),
    );
    await waitFor(isFollowed);
    path.cut();
    await waitFor(() => api.resets.length === 1);
    await receive(`${name} after the reset`);
    await waitFor(() => texts.length === 1);
    stop();
    expect([texts, api.resets]).toEqual([[`${name} after the reset`], ['NO_CURSOR']]);
  });

  it('ends with an error that says why for a document that the server refuses', async () => {
    const errors: unknown[] = [];
    const stop = api.follow(
      'no cursor of this server',
      () => {},
      error => errors.push(error),
    );
    await waitFor(() => errors.length === 1);
    stop();
    expect(String(errors[0])).toMatch(/cursor/i);
  });

  it('calls back when the session ends', async () => {
    await keeper.start({ ...(await signIn()), accessToken: 'no longer valid', refreshToken: 'neither' });
    await expect(api.viewer()).rejects.toThrow();
    expect(ends).toEqual(['REFUSED']);
    expect(await keeper.accessToken()).toBeNull();
  });
});

describe('the tarball', () => {
  const compile = (project: string, file: string, options: readonly string[]) =>
    run(
      binary('tsc'),
      ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', ...options, file],
      { cwd: project },
    ).catch(error => {
      throw new Error(error.stdout);
    });

  it('installs alone into an empty project, type-checks there and runs against the server', async () => {
    const project = join(folder, 'project');
    await run('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: join(root, 'packages/client'),
    });
    await run('mkdir', [project]);
    await writeFile(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
    const tarball = (await readdir(folder)).find(name => name.endsWith('.tgz')) ?? '';
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `../${tarball}`], { cwd: project });
    const installed = (await readdir(join(project, 'node_modules'))).filter(name => !name.startsWith('.'));
    expect(installed).toEqual(['trunkline-client']);
    const { dependencies, private: isPrivate } = JSON.parse(
      readFileSync(join(project, 'node_modules/trunkline-client/package.json'), 'utf8'),
    );
    expect([dependencies, isPrivate]).toEqual([undefined, undefined]);

    // Without any other package, with the declarations of this one checked too.
    await writeFile(join(project, 'alone.ts'), aloneText);
    await compile(project, 'alone.ts', ['--types', '']);
    const { stdout } = await run(process.execPath, ['alone.ts', url], { cwd: project });
    expect(stdout.trim()).toBe('owner@demo.test is signed in, then SIGNED_OUT');

    // What the application has installed itself.
    await run('mkdir', [join(project, 'node_modules/@apollo'), join(project, 'node_modules/@urql')]);
    for (const name of ['graphql', 'graphql-ws', 'rxjs', '@apollo/client', '@urql/core', 'wonka', '@types'])
      await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
    await writeFile(join(project, 'consumer.ts'), consumerText);
    await compile(project, 'consumer.ts', ['--skipLibCheck', '--types', 'node']);
    const consumer = run(process.execPath, ['consumer.ts', url], { cwd: project });
    const lines: string[] = [];
    consumer.child.stdout?.on('data', data => lines.push(...String(data).trim().split('\n')));
    await waitFor(() => lines.includes('following') || consumer.child.exitCode !== null);
    await receive('for the consumer', '77015550102');
    await consumer;
    expect(lines).toEqual(['following', 'Apollo got for the consumer', 'urql got for the consumer']);
  });
});

const aloneText = `
import { createTokenKeeper, authorizedFetch, keepNewest, type Tokens } from 'trunkline-client';
const url = (globalThis as unknown as { process: { argv: string[] } }).process.argv[2] ?? '';
const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({ email: 'owner@demo.test', password: 'trunkline' });
const answer = await fetch(url + '/auth/login', { method: 'POST', headers, body });
const ends: string[] = [];
const keeper = createTokenKeeper({ url, onEnd: reason => ends.push(reason) });
await keeper.start((await answer.json()) as Tokens);
const query = JSON.stringify({ query: '{ viewer { email } }' });
const result = await authorizedFetch(keeper)(url + '/graphql', { method: 'POST', headers, body: query });
const { data } = (await result.json()) as { data: { viewer: { email: string } } };
await keeper.end();
if (keepNewest([{ id: 'a', version: 2 }], { id: 'a', version: 1 })[0]?.version !== 2) throw new Error('older');
console.log(data.viewer.email + ' is signed in, then ' + ends.join());
`;

const consumerText = `
import { ApolloClient, gql } from '@apollo/client';
import { Client, fetchExchange, gql as urqlGql } from '@urql/core';
import { createClient } from 'graphql-ws';
import { createTokenKeeper, socketOptions, type Tokens } from 'trunkline-client';
import { createTrunklineLink, TrunklineCache } from 'trunkline-client/apollo';
import { trunklineExchange } from 'trunkline-client/urql';
const url = process.argv[2] ?? '';
const body = JSON.stringify({ email: 'owner@demo.test', password: 'trunkline' });
const answer = await fetch(url + '/auth/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
const keeper = createTokenKeeper({ url });
await keeper.start((await answer.json()) as Tokens);
const socket = createClient(socketOptions(url, keeper));
const options = { keeper, client: socket, onReset: () => null };
const apollo = new ApolloClient({ cache: new TrunklineCache(), link: createTrunklineLink({ url, ...options }) });
const urql = new Client({ url: url + '/graphql', exchanges: [trunklineExchange(options), fetchExchange] });
interface Inbox { conversations: { syncCursor: string } }
const { data } = await apollo.query<Inbox>({ query: gql('{ conversations(first: 1) { syncCursor } }') });
const variables = { after: data?.conversations.syncCursor };
interface Added { messageAdded: { text: string } }
const text = 'subscription ($after: Cursor) { messageAdded(after: $after) { id version text cursor } }';
const first = new Promise<string>(resolve =>
  apollo.subscribe<Added>({ query: gql(text), variables }).subscribe(({ data }) => resolve(data?.messageAdded.text ?? '')));
const second = new Promise<string>(resolve =>
  urql.subscription<Added>(urqlGql(text), variables).subscribe(({ data }) => resolve(data?.messageAdded.text ?? '')));
console.log('following');
console.log('Apollo got ' + (await first));
console.log('urql got ' + (await second));
process.exit(0);
`;

describe('the examples, built by Vite and served from another origin', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it.each(['apollo', 'urql'])('%s: under 100 lines', name => {
    const lines = readFileSync(join(root, 'examples', name, 'main.ts'), 'utf8').split('\n').length - 1;
    expect(lines).toBeLessThan(100);
  });

  it.each(['apollo', 'urql'])(
    '%s: signs in, shows messages live and over a cut socket, sends; tabs share a session',
    async name => {
      await run(
        binary('vite'),
        ['build', '--base', './', '--outDir', join(folder, name), '--emptyOutDir', '--logLevel', 'error'],
        { cwd: join(root, 'examples', name), env: { ...process.env, VITE_TRUNKLINE_URL: url } },
      );
      const phone = name === 'apollo' ? '77015550103' : '77015550104';
      await receive(`${name} before`, phone);
      const context = await browser.newContext();
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const complaints: string[] = [];
      let sockets = 0;
      page.on('pageerror', error => complaints.push(error.message));
      page.on('websocket', () => {
        sockets += 1;
      });
      await page.goto(`${pageOrigin()}/${name}/index.html`);
      await page.fill('[name=email]', 'owner@demo.test');
      await page.fill('[name=password]', 'trunkline');
      await page.click('#sign-in button');
      await page.click('#conversations li:first-child');
      const messages = () => page.locator('#messages li').allInnerTexts();
      const shows = (text: string) => page.locator('#messages li', { hasText: text }).waitFor();
      await shows('before');

      await receive(`${name} live`, phone);
      await shows('live');
      const before = sockets;
      path.cut();
      await receive(`${name} while away`, phone);
      await shows('while away');
      expect(sockets).toBeGreaterThan(before);

      await page.fill('[name=text]', `${name} reply`);
      await page.click('#reply button');
      await page.locator('#messages li', { hasText: /reply \((SENT|DELIVERED|READ)\)/ }).waitFor();
      expect((await messages()).map(text => text.replace(/ \(\w+\)$/, ''))).toEqual([
        `INBOUND ${name} before`,
        `INBOUND ${name} live`,
        `INBOUND ${name} while away`,
        `OUTBOUND ${name} reply`,
      ]);

      // The session is kept over a reload.
      await page.reload();
      await page.click('#conversations li:first-child');
      await shows('while away');
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

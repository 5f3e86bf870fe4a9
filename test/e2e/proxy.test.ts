/**
 * Behind a proxy: which client address counts, what passes, and what its log contains. The files of deploy/ run as they
 * are, with ports and certificates replaced, where nginx and Caddy are installed; a small proxy that writes the same
 * headers always runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect as connectTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { createUser } from '../../src/accounts/tenants.js';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { Role } from '../../src/domain/vocabulary.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { isInstalled } from '../support/is-installed.js';
import { waitFor } from '../support/wait-for.js';

const password = 'a password of this test';
/** Failures allowed for one address with one e-mail; see `signInLimitTable`. */
const failures = 10;

let app: TestApp;
let tenantId: string;

beforeAll(async () => {
  app = await startTestApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  ({ tenantId } = await app.addTenant('behind-a-proxy', Role.OWNER));
});
afterAll(() => app.stop());

/** A running proxy in front of the server. */
interface Proxy {
  readonly port: number;
  /** Everything that it has logged; null where it has no log of its own. */
  readonly log: (() => string) | null;
  stop(): Promise<void>;
}

/** Every machine is one address of this one: to a server, 127.0.0.2 and so on are as different as any others. */
interface Sent {
  readonly from: string;
  readonly port: number;
  readonly path: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function post({ from, port, path, body, headers }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        ...{ host: '127.0.0.1', port, path, localAddress: from, method: 'POST', agent: false },
        headers: { 'content-type': 'application/json', ...headers },
      },
      response => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

let users = 0;
async function addUser(): Promise<string> {
  const email = `user${users++}@behind-a-proxy.test`;
  await createUser(app.app.database, tenantId, { email, name: email, role: Role.MANAGER, password });
  return email;
}

const signIn = (sent: Omit<Sent, 'path' | 'body'>, email: string, given: string) =>
  post({ ...sent, path: '/auth/login', body: { email, password: given } });

async function failOften(sent: Omit<Sent, 'path' | 'body'>, email: string): Promise<void> {
  for (let n = 0; n < failures; n++) expect(await signIn(sent, email, 'wrong')).toBe(401);
}

const kinds: readonly (readonly [name: string, start: () => Promise<Proxy>, isInstalled: boolean])[] = [
  ['a proxy that writes X-Forwarded-For', startNodeProxy, true],
  ['nginx with deploy/nginx.conf', startNginx, isInstalled('nginx', '-v')],
  ['Caddy with deploy/Caddyfile', startCaddy, isInstalled('caddy', 'version')],
];

for (const [name, start, isHere] of kinds) {
  const title = isHere ? `behind ${name}` : `behind ${name} (not installed here: not tested)`;
  (isHere ? describe : describe.skip)(title, () => {
    let proxy: Proxy;
    beforeAll(async () => {
      proxy = await start();
    });
    afterAll(() => proxy?.stop());

    it('a stranger’s failed sign-ins lock out the stranger, and nobody else', async () => {
      const email = await addUser();
      await failOften({ from: '127.0.0.2', port: proxy.port }, email);
      expect(await signIn({ from: '127.0.0.2', port: proxy.port }, email, password)).toBe(429);
      expect(await signIn({ from: '127.0.0.3', port: proxy.port }, email, password)).toBe(200);
    });

    it('what a client writes into the header itself is not believed', async () => {
      const email = await addUser();
      for (let n = 0; n < failures; n++) {
        const headers = { 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` };
        expect(await signIn({ from: '127.0.0.4', port: proxy.port, headers }, email, 'wrong')).toBe(401);
      }
      const headers = { 'x-forwarded-for': '203.0.113.99' };
      expect(await signIn({ from: '127.0.0.4', port: proxy.port, headers }, email, password)).toBe(429);
      expect(await signIn({ from: '127.0.0.5', port: proxy.port }, email, password)).toBe(200);
    });

    it('sockets pass, and what is done over one counts for its own address', async () => {
      const email = await addUser();
      const token = await app.signIn(email, password);
      const socket = await openSocket(proxy.port, '127.0.0.6', token);
      const codes: unknown[] = [];
      for (let n = 0; n < failures; n++) codes.push(await socket.trySignIn(email));
      expect(codes).toEqual(Array(failures).fill('UNAUTHENTICATED'));
      socket.close();
      expect(await signIn({ from: '127.0.0.6', port: proxy.port }, email, password)).toBe(429);
      expect(await signIn({ from: '127.0.0.7', port: proxy.port }, email, password)).toBe(200);
    });

    it('events of a stream leave at once, and the stream stays open', async () => {
      const token = await app.signIn('owner@demo.test');
      const ending = new AbortController();
      const response = await fetch(`http://127.0.0.1:${proxy.port}/graphql/stream`, {
        ...{ method: 'POST', signal: ending.signal },
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ query: 'subscription { messageAdded { text } }' }),
      });
      expect(response.status).toBe(200);
      const heard: string[] = [];
      const reading = (async () => {
        for await (const chunk of response.body ?? []) heard.push(Buffer.from(chunk).toString());
      })().catch(() => heard.push('ended'));
      // Without a cursor the stream begins once it has joined: post until an event arrives.
      for (const number of [1, 2])
        await waitFor(async () => {
          const text = `through ${proxy.port} ${number}`;
          const metadata = { remoteJid: '77080000003@s.whatsapp.net', instance_id: 'instance_xxx' };
          await app.post('/webhooks/chatflow?key=demo', { message: text, metadata });
          return heard.join('').includes(text);
        });
      expect(heard).not.toContain('ended');
      ending.abort();
      await reading;
    });

    it('keys in URLs stay out of its log, also when the server does not answer', async () => {
      if (proxy.log === null) return;
      const secret = 'KEYTHATMUSTNOTBELOGGED';
      const paths = [
        `/webhooks/chatflow?key=${secret}`,
        `/webhook/${secret}`,
        `/webhook/yclients?key=${secret}`,
        `/media/019a0000-0000-7000-8000-000000000001/019a0000-0000-7000-8000-000000000002/${secret}/a.jpg?download=${secret}`,
        `/calendar/${secret}.ics`,
        `/graphql?query=${secret}`,
      ];
      for (const path of paths)
        await post({
          from: '127.0.0.1',
          port: proxy.port,
          path,
          body: { secret },
          headers: { authorization: secret },
        });
      const { log } = proxy;
      await waitFor(() => log().includes('/graphql') && log().includes('/calendar/'));
      expect(log()).toMatch(/\/webhooks?\/-/);
      expect(log()).not.toContain(secret);
    });

    it('metrics are not public', async () => {
      if (proxy.log === null) return;
      expect((await fetch(`http://127.0.0.1:${proxy.port}/metrics`)).status).toBe(404);
      expect((await fetch(`http://127.0.0.1:${proxy.port}/readyz`)).status).toBe(200);
    });

    it('a webhook without a credential never counts as one from this machine', async () => {
      const body = { message: 'Без ключа', metadata: { remoteJid: '77080000001@s.whatsapp.net' } };
      const sent = { path: '/webhooks/chatflow', body };
      expect(await post({ ...sent, from: '127.0.0.1', port: proxy.port })).toBe(401);
      expect(await post({ ...sent, from: '127.0.0.8', port: proxy.port })).toBe(401);
    });
  });
}

describe('past the proxy', () => {
  it('the header of a machine that is no configured proxy is not believed', async () => {
    const { port } = app.app;
    const email = await addUser();
    for (let n = 0; n < failures; n++) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` };
      expect(await signIn({ from: '127.0.0.9', port, headers }, email, 'wrong')).toBe(401);
    }
    const headers = { 'x-forwarded-for': '203.0.113.99' };
    expect(await signIn({ from: '127.0.0.9', port, headers }, email, password)).toBe(429);
  });

  it('a proxy that forgot the header does not make its clients local', async () => {
    const body = { message: 'Без ключа', metadata: { remoteJid: '77080000002@s.whatsapp.net' } };
    expect(await post({ from: '127.0.0.1', port: app.app.port, path: '/webhooks/chatflow', body })).toBe(401);
  });
});

async function startNginx(): Promise<Proxy> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-nginx-'));
  const site = readFileSync('deploy/nginx.conf', 'utf8')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace(/^ *ssl_.*\n/gm, '')
    .replace(/127\.0\.0\.1:400\d/g, `127.0.0.1:${app.app.port}`)
    .replaceAll('/var/log/nginx/', `${folder}/`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(kind => `${kind}_temp_path ${folder}/${kind};`)
    .join(' ');
  const file = join(folder, 'nginx.conf');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    file,
    `daemon off; ${user} pid ${folder}/pid; error_log stderr;
     events {} http { ${temporary} ${site} }`,
  );
  const logs = ['trunkline.log', 'trunkline-error.log'].map(name => join(folder, name));
  return startProgram({
    program: 'nginx',
    args: ['-c', file, '-p', folder, '-e', 'stderr'],
    folder,
    port,
    logs,
  });
}

async function startCaddy(): Promise<Proxy> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-caddy-'));
  // The block of global options begins the file.
  const site = readFileSync('deploy/Caddyfile', 'utf8').replace(/^\{$/m, '{\n  admin off');
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, site);
  const { port: upstream } = app.app;
  const env = { SITE: `http://127.0.0.1:${port}`, UPSTREAMS: `127.0.0.1:${upstream} localhost:${upstream}` };
  return startProgram({
    ...{ program: 'caddy', args: ['run', '--config', file, '--adapter', 'caddyfile'], folder, port, env },
    logs: [],
  });
}

interface Program {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of its log; its output belongs to it too. */
  readonly logs: readonly string[];
}

async function startProgram({ program, args, folder, port, env, logs }: Program): Promise<Proxy> {
  const output: Buffer[] = [];
  const child: ChildProcess = spawn(program, args, {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
  });
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  const ended = once(child, 'exit');
  const isListening = () =>
    new Promise<boolean>(resolve => {
      if (child.exitCode !== null) return resolve(true);
      const socket: Socket = connectTcp(port, '127.0.0.1', () => resolve(true) ?? socket.destroy());
      socket.on('error', () => resolve(false));
    });
  await waitFor(isListening, { what: `${program} to listen` });
  if (child.exitCode !== null) throw new Error(`${program} ended:\n${Buffer.concat(output)}`);
  return {
    port,
    log: () => [...logs.map(file => readFileSync(file, 'utf8')), String(Buffer.concat(output))].join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Forwards requests and upgrades, and appends the client's address to the header, as nginx does. */
async function startNodeProxy(): Promise<Proxy> {
  const toUpstream = (incoming: IncomingMessage) => {
    const before = incoming.headers['x-forwarded-for'];
    const own = incoming.socket.remoteAddress ?? '';
    const headers = { ...incoming.headers, 'x-forwarded-for': before ? `${before}, ${own}` : own };
    const { method, url } = incoming;
    return httpRequest({ ...{ host: '127.0.0.1', port: app.app.port, path: url, method, headers } });
  };
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    const upstream = toUpstream(incoming);
    upstream.on('response', response => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.on('upgrade', (incoming, socket) => {
    const upstream = toUpstream(incoming);
    upstream.on('upgrade', (response, peer) => {
      const head = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
      socket.write(['HTTP/1.1 101 Switching Protocols', ...head, '', ''].join('\r\n'));
      peer.on('error', () => socket.destroy());
      socket.on('error', () => peer.destroy());
      peer.pipe(socket);
      socket.pipe(peer);
    });
    upstream.on('error', () => socket.destroy());
    upstream.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    log: null,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A socket from its own address, on which mutations run. */
async function openSocket(port: number, from: string, token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
    localAddress: from,
  });
  const answers: { id?: string; type: string; payload?: unknown }[] = [];
  socket.on('message', text => answers.push(JSON.parse(String(text))));
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await waitFor(() => answers.some(({ type }) => type === 'connection_ack'));
  let ids = 0;
  return {
    trySignIn: async (email: string) => {
      const id = String(ids++);
      const query = `mutation { signIn(input: { email: ${JSON.stringify(email)}, password: "wrong" }) { accessToken } }`;
      send({ id, type: 'subscribe', payload: { query } });
      await waitFor(() => answers.some(answer => answer.id === id && answer.type !== 'complete'));
      const answer = answers.find(found => found.id === id);
      const text = JSON.stringify(answer?.payload);
      return /"code":"(\w+)"/.exec(text)?.[1] ?? text;
    },
    close: () => socket.close(),
  };
}

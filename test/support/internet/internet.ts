/**
 * The internet of an installation under test: host names with TLS, behind one port of this machine. Its processes reach
 * it through redirect.mjs, curl through the file `.curlrc` of its HOME.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Where the requests to a name go. */
export interface Host {
  /** Origin and path prefix of the server on this machine; null: connections are cut. */
  target: () => string | null;
  /** Refuses a request with a status, before the server sees it; null lets it pass. */
  readonly refuse?: (request: IncomingMessage) => number | null;
}

/** Running hosts. */
export interface Internet {
  /** What a process needs in order to reach them. */
  readonly env: Readonly<Record<string, string>>;
  /** The URL at which the test's own process reaches the host `own`, without TLS. */
  readonly plainUrl: string;
  close(): Promise<void>;
}

/** The address from which the proxies say that requests come. */
export const visitorAddress = '203.0.113.7';

/** Starts the hosts. `home` gets the certificate and the configuration of curl. */
export async function startInternet(
  home: string,
  own: string,
  hosts: Readonly<Record<string, Host>>,
): Promise<Internet> {
  const names = Object.keys(hosts);
  const { key, cert, file } = await makeCertificate(home, names);
  const find = ({ headers }: IncomingMessage): Host | undefined =>
    hosts[String(headers.host).split(':', 1)[0] ?? ''];
  const servers = [createTlsServer({ key, cert }), createServer()] as const;
  const [port, plainPort] = await Promise.all(
    servers.map(server => listen(server, incoming => find(incoming) ?? hosts[own])),
  );
  const lines = names.map(name => `connect-to = "${name}:443:127.0.0.1:${port}"\n`);
  await writeFile(join(home, '.curlrc'), `cacert = "${file}"\n${lines.join('')}`);
  return {
    env: {
      NODE_OPTIONS: `--import ${pathToFileURL(resolve('test/support/internet/redirect.mjs')).href}`,
      NODE_EXTRA_CA_CERTS: file,
      TEST_INTERNET_NAMES: names.join(),
      TEST_INTERNET_PORT: String(port),
    },
    plainUrl: `http://127.0.0.1:${plainPort}`,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise(closed => server.close(closed));
      }
    },
  };
}

async function listen(
  server: Pick<Server, 'on' | 'listen' | 'address'>,
  find: (incoming: IncomingMessage) => Host | undefined,
): Promise<number> {
  server.on('request', (incoming, response) => pass(find(incoming), incoming, response));
  server.on('upgrade', (incoming, socket) => passUpgrade(find(incoming), incoming, socket));
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

async function makeCertificate(home: string, names: readonly string[]) {
  const [file, keyFile] = [join(home, 'certificate.pem'), join(home, 'key.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...[
      '-subj',
      '/CN=Internet of a test',
      '-addext',
      `subjectAltName=${names.map(name => `DNS:${name}`).join()}`,
    ],
    ...['-keyout', keyFile, '-out', file],
  ]);
  return { file, cert: await readFile(file), key: await readFile(keyFile) };
}

function toUpstream(target: string, { method, url, headers }: IncomingMessage): RequestOptions {
  const { hostname, port, pathname } = new URL(target);
  const forwarded = { 'x-forwarded-for': visitorAddress, 'x-forwarded-proto': 'https' };
  const path = `${pathname.replace(/\/$/, '')}${url}`;
  return {
    hostname,
    port,
    method,
    path,
    headers: { ...headers, ...forwarded, 'x-forwarded-host': headers.host },
  };
}

function pass(host: Host | undefined, incoming: IncomingMessage, response: ServerResponse): void {
  const target = host?.target() ?? null;
  if (target === null) return void incoming.socket.destroy();
  const refused = incoming.url === '/metrics' ? 404 : (host?.refuse?.(incoming) ?? null);
  if (refused !== null) {
    incoming.resume();
    return void response
      .writeHead(refused, { 'content-type': 'application/json' })
      .end('{"message":"refused"}');
  }
  const upstream = httpRequest(toUpstream(target, incoming), answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  incoming.pipe(upstream);
}

function passUpgrade(host: Host | undefined, incoming: IncomingMessage, socket: Duplex): void {
  const target = host?.target() ?? null;
  if (target === null) return void socket.destroy();
  const upstream = httpRequest(toUpstream(target, incoming));
  upstream.on('error', () => socket.destroy());
  upstream.on('upgrade', (answer, peer) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
    socket.write(['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n'));
    for (const each of [socket, peer]) each.on('error', () => {});
    socket.pipe(peer).pipe(socket);
  });
  upstream.end();
}

/** Downloads from untrusted links: which are followed, which are refused, and which hosts receive credentials. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDownloader, type DownloaderClient } from '../../src/providers/http/downloader.js';

/** Two allowed hosts, and one in the operator's own network, which is not allowed. */
const servers: Server[] = [];
const origins: string[] = [];
const heard: { origin: number; path: string; headers: IncomingHttpHeaders }[] = [];
let download: DownloaderClient;

beforeAll(async () => {
  for (const n of [0, 1, 2]) {
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      heard.push({ origin: n, path, headers: request.headers });
      const target = URL.parse(path, 'http://x')?.searchParams.get('to');
      if (target) response.writeHead(302, { location: target }).end();
      else if (path === '/loop') response.writeHead(307, { location: '/loop' }).end();
      else if (path.startsWith('/status/'))
        response.writeHead(Number(path.slice(8)), { 'retry-after': '7' }).end();
      else if (path === '/silent') return;
      else if (path === '/breaks') {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('a part', () => response.destroy());
      } else response.end('the file');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  download = createDownloader({
    headTimeoutMs: 10_000,
    timeoutMs: 20_000,
    allowedOrigins: origins.slice(0, 2),
  });
});
afterAll(async () => {
  await download.close();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
});
beforeEach(() => {
  heard.length = 0;
});

const [at, other, inner] = [0, 1, 2].map(n => (path: string) => `${origins[n]}${path}`) as [
  (path: string) => string,
  (path: string) => string,
  (path: string) => string,
];
const read = async (url: string, headers = {}) => {
  const answer = await download({ url, headers });
  if (!answer.ok) return answer;
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe('a file', () => {
  it('is read as it comes', async () => {
    expect(await read(at('/a'))).toBe('the file');
  });

  it('is followed to where it really is, without the credentials that were for the first host', async () => {
    const secret = { authorization: 'Basic c2VjcmV0' };
    expect(await read(at(`/a?to=${encodeURIComponent(other('/b'))}`), secret)).toBe('the file');
    expect(heard.map(({ origin, headers }) => [origin, headers.authorization])).toEqual([
      [0, secret.authorization],
      [1, undefined],
    ]);
  });

  it('keeps the credentials on the way inside one host, and gets them nowhere on the way back', async () => {
    const secret = { authorization: 'Basic c2VjcmV0' };
    await read(at('/a?to=/b'), secret);
    expect(heard.map(({ headers }) => headers.authorization)).toEqual([
      secret.authorization,
      secret.authorization,
    ]);
  });

  it.each([
    ['a private address', () => inner('/secret')],
    ['a private address, spelt as one number', () => inner('/secret').replace('127.0.0.1', '2130706433')],
    ['a name of a private address', () => inner('/secret').replace('127.0.0.1', 'localhost')],
    ['a private address behind a redirect', () => at(`/a?to=${encodeURIComponent(inner('/secret'))}`)],
    ['a file of this machine', () => 'file:///etc/passwd'],
    ['another scheme behind a redirect', () => at(`/a?to=${encodeURIComponent('ftp://127.0.0.1/x')}`)],
    ['a circle', () => at('/loop')],
    ['no address at all', () => 'not an address'],
  ])('is not fetched from %s', async (_what, url) => {
    expect(await read(url())).toMatchObject({ ok: false, kind: 'REFUSED' });
    expect(heard.filter(({ origin }) => origin === 2)).toEqual([]);
  });

  it('is not fetched when encryption is lost on the way', async () => {
    const plain = createDownloader({
      headTimeoutMs: 10_000,
      timeoutMs: 20_000,
      allowedOrigins: origins.slice(0, 2),
      rewrite: url => url.replace('https://vendor.invalid', origins[0] ?? ''),
    });
    const answer = await plain({ url: `https://vendor.invalid/a?to=${encodeURIComponent(other('/b'))}` });
    await plain.close();
    expect(answer).toMatchObject({ ok: false, kind: 'REFUSED', reason: expect.stringContaining('https') });
  });

  it.each([
    [404, 'DEAD'],
    [410, 'DEAD'],
    [401, 'DENIED'],
    [403, 'DENIED'],
    [429, 'UNREACHABLE'],
    [500, 'UNREACHABLE'],
    [503, 'UNREACHABLE'],
  ])('HTTP %i is %s', async (status, kind) => {
    expect(await read(at(`/status/${status}`))).toMatchObject({ ok: false, kind, reason: `HTTP ${status}` });
  });

  it('says when to come back', async () => {
    expect(await read(at('/status/429'))).toMatchObject({ retryAfterMs: 7_000 });
  });

  it.each([
    ['nobody listens', () => 'https://media.invalid/a'],
    ['nothing is said', () => at('/silent')],
  ])('can be tried later when %s, and the reason names no host', async (_what, url) => {
    const impatient = createDownloader({
      ...{ headTimeoutMs: 300, timeoutMs: 500 },
      allowedOrigins: origins.slice(0, 2),
    });
    const answer = await impatient({ url: url() });
    await impatient.close();
    expect(answer).toMatchObject({ ok: false, kind: 'UNREACHABLE' });
    expect(JSON.stringify(answer)).not.toMatch(/media|127\.0/);
  });

  it('that breaks off is no file', async () => {
    await expect(read(at('/breaks'))).rejects.toThrow();
  });
});

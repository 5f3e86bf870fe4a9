/** The HTTP client for all vendors: connection reuse, deadlines, no redirects, error texts without secrets. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createProviderHttp, type ProviderHttpClient } from '../../src/providers/http/http.js';

let server: Server;
let base: string;
let http: ProviderHttpClient;
let connections = 0;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/moved') return void response.writeHead(302, { location: '/elsewhere' }).end();
    if (request.url?.startsWith('/silent')) return;
    if (request.url === '/slow-body') {
      response.write('begins');
      return;
    }
    response.end('{}');
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = createProviderHttp({ timeoutMs: 2_000, allowPrivate: true });
});
afterAll(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

describe('the way out', () => {
  it('uses its connections again: twenty calls open two at the most', async () => {
    const before = connections;
    for (let n = 0; n < 20; n += 1) {
      const post = { method: 'POST', body: 'x'.repeat(n) } as const;
      const result = await http({ ...(n % 2 === 0 ? { method: 'GET' } : post), url: `${base}/again` });
      expect(result).toMatchObject({ ok: true, status: 200 });
    }
    // A second connection is opened if the next call begins in the same tick in which the last one ends.
    expect(connections - before).toBeLessThanOrEqual(2);
  });

  it('follows no redirect: the answer is the vendor’s own', async () => {
    expect(await http({ method: 'GET', url: `${base}/moved` })).toMatchObject({ ok: true, status: 302 });
    expect(seen).not.toContain('/elsewhere');
  });

  it.each(['/silent?token=SECRET', '/slow-body'])(
    'gives up at the deadline over the whole call, says that the request left, and no word of it: %s',
    async path => {
      const result = await http({ method: 'GET', url: `${base}${path}`, timeoutMs: 150 });
      expect(result).toEqual({ ok: false, reached: true, reason: expect.stringContaining('time-out') });
      expect(JSON.stringify(result)).not.toMatch(/SECRET|127\.0\.0\.1|silent/);
    },
  );

  it('bounds the answer, as the call says', async () => {
    const result = await http({ method: 'GET', url: `${base}/again`, maxAnswerBytes: 1 });
    expect(result).toMatchObject({ ok: false, reached: true });
  });

  it.each(['ftp://vendor.example/', 'file:///etc/passwd', 'not a url', 'javascript:alert(1)'])(
    'never calls %s',
    async url => {
      expect(await http({ method: 'GET', url })).toMatchObject({ ok: false, reached: false });
    },
  );
});

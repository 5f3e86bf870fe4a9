/** Pages of other origins, over real HTTP and sockets: which routes answer them, and what they may read. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import WebSocket from 'ws';
import { SampleFile } from '../../src/domain/vocabulary.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { CreateUploadDocument } from '../support/gql/operations.js';

const listed = 'https://app.example.com';
const byPattern = 'https://preview-12.example.com:8443';
const app = 'capacitor://localhost';
const foreign = 'https://evil.example';
const publicUrl = 'https://trunkline.example.com';
const picture = makeSampleFile(SampleFile.PICTURE);

let server: TestApp;
let token: string;
beforeAll(async () => {
  server = await startTestApp({
    env: { CORS_ORIGINS: `${listed}, https://*.example.com:8443, ${app}`, PUBLIC_URL: publicUrl },
  });
  token = await server.signIn('owner@demo.test');
});
afterAll(() => server.stop());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
interface Exchanged {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A raw request: `fetch` sends and hides headers by itself. */
function exchange(
  path: string,
  { method = 'GET', headers = {}, body = '' }: Sent,
  to = server,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const sent = request(`${to.url}${path}`, { method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: String(Buffer.concat(chunks)),
        }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

const json = { 'content-type': 'application/json' };
const bearer = () => ({ authorization: `Bearer ${token}` });
const graphql = (query: string, origin: string, headers: Record<string, string> = {}): Sent => ({
  method: 'POST',
  headers: { ...json, ...bearer(), origin, ...headers },
  body: JSON.stringify({ query }),
});
const preflight = (origin: string, method: string, headers = 'authorization,content-type'): Sent => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': headers,
  },
});
const corsHeaders = ({ headers }: Exchanged) =>
  Object.keys(headers).filter(name => name.startsWith('access-control-'));
const codeOf = ({ body }: Exchanged) => {
  const { error, errors } = JSON.parse(body);
  return error?.code ?? errors?.[0].extensions.code;
};

/** What a page can read of a response. */
function expectReadable({ headers }: Exchanged, origin: string): void {
  expect(headers['access-control-allow-origin']).toBe(origin);
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(headers.vary).toMatch(/(?:^|, )origin/i);
  const exposed = headers['access-control-expose-headers']?.toLowerCase().split(', ');
  for (const name of ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'content-range'])
    expect(exposed).toContain(name);
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
}

const id = '01890000-0000-7000-8000-000000000000';
const routes = [
  ['GraphQL', '/graphql', 'POST'],
  ['GraphQL by GET', '/graphql?query=%7B__typename%7D', 'GET'],
  ['event streams', '/graphql/stream', 'POST'],
  ['signing in', '/auth/login', 'POST'],
  ['staying signed in', '/auth/refresh', 'POST'],
  ['a REST route', '/whatsapp/stats', 'GET'],
  ['a REST route with a slash at the end', '/ajax/tata-send-reply/', 'POST'],
  ['an upload', `/media/${id}/${id}/token`, 'PUT'],
  ['a file', `/media/${id}/${id}/token/wall.png`, 'GET'],
] as const;

describe.each(routes)('a preflight for %s', (_what, path, method) => {
  it.each([listed, byPattern, app])('of %s is allowed', async origin => {
    const headers = 'authorization,content-type,x-of-a-tracing-library';
    const answer = await exchange(path, preflight(origin, method, headers));
    expect([answer.status, answer.body]).toEqual([204, '']);
    expectReadable(answer, origin);
    expect(answer.headers['access-control-allow-methods']?.split(', ')).toContain(method);
    expect(answer.headers['access-control-allow-headers']).toBe(headers);
    expect(answer.headers['access-control-max-age']).toBe('7200');
  });

  it.each([
    foreign,
    'http://app.example.com',
    `${listed}.evil.example`,
    'https://a.b.example.com:8443',
    'null',
  ])('of %s is refused', async origin => {
    const answer = await exchange(path, preflight(origin, method));
    expect(answer.status).toBe(403);
    expect(codeOf(answer)).toBe('ORIGIN_NOT_ALLOWED');
    expect(corsHeaders(answer)).toEqual([]);
    expect(answer.headers.vary).toMatch(/origin/i);
  });
});

it('an OPTIONS request that is no preflight says so', async () => {
  const incomplete: readonly Readonly<Record<string, string>>[] = [
    {},
    { origin: listed },
    { 'access-control-request-method': 'POST' },
  ];
  for (const headers of incomplete) {
    const answer = await exchange('/graphql', { method: 'OPTIONS', headers });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_USER_INPUT']);
  }
});

describe('no other route', () => {
  it.each([
    ['/webhooks/chatflow?key=demo', 'POST'],
    ['/whatsapp/webhook', 'POST'],
    ['/webhooks/whatsapp-cloud', 'GET'],
    ['/api/twilio/status', 'POST'],
    ['/webhook/', 'POST'],
    ['/webhook/yclients?key=demo', 'POST'],
    ['/metrics', 'GET'],
    ['/healthz', 'GET'],
    ['/readyz', 'GET'],
    ['/', 'GET'],
    ['/playground', 'GET'],
    ['/docs/rest', 'GET'],
    ['/docs/rest/openapi.json', 'GET'],
    ['/calendar/nothing.ics', 'GET'],
    ['/nothing', 'GET'],
  ])('%s answers a preflight, or sends a CORS header', async (path, method) => {
    const asked = await exchange(path, preflight(listed, method));
    expect(asked.status).toBe(404);
    expect(corsHeaders(asked)).toEqual([]);
    const body = method === 'POST' ? '{}' : '';
    const answer = await exchange(path, { method, headers: { ...json, origin: listed }, body });
    expect(corsHeaders(answer)).toEqual([]);
  });
});

describe('a response', () => {
  it.each([listed, byPattern, app])('can be read by a page of %s', async origin => {
    const answer = await exchange('/graphql', graphql('{ viewer { email } }', origin));
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { data: { viewer: { email: 'owner@demo.test' } } },
    ]);
    expectReadable(answer, origin);
    const rest = await exchange('/whatsapp/stats', { headers: { ...bearer(), origin } });
    expect(rest.status).toBe(200);
    expectReadable(rest, origin);
  });

  it.each([foreign, 'null', publicUrl])('can not be read by a page of %s', async origin => {
    for (const answer of [
      await exchange('/graphql', graphql('{ viewer { email } }', origin)),
      await exchange('/whatsapp/stats', { headers: { ...bearer(), origin } }),
    ]) {
      expect(answer.status).toBe(200);
      expect(corsHeaders(answer).filter(name => name === 'access-control-allow-origin')).toEqual([]);
      expect(answer.headers.vary).toMatch(/origin/i);
    }
  });

  it.each<[what: string, path: string, status: number, sent: () => Sent]>([
    ['a wrong token', '/graphql', 401, () => graphql('{ a }', listed, { authorization: 'Bearer wrong' })],
    ['a refused document', '/graphql', 400, () => graphql('{ nothing }', listed)],
    ['a body that is no JSON', '/graphql', 400, () => ({ ...graphql('', listed), body: '{' })],
    ['a body that is too large', '/graphql', 413, () => graphql('x'.repeat(300_000), listed)],
    ['a compressed body', '/graphql', 415, () => graphql('{ a }', listed, { 'content-encoding': 'gzip' })],
    ['another method', '/graphql', 405, () => ({ method: 'PUT', headers: { origin: listed } })],
    ['a stream without its type', '/graphql/stream', 400, () => graphql('{ a }', listed)],
    ['a sign-in', '/auth/login', 400, () => ({ method: 'POST', headers: { ...json, origin: listed } })],
    ['a missing token', '/whatsapp/stats', 401, () => ({ headers: { origin: listed } })],
    ['an unknown file', `/media/${id}/${id}/token`, 404, () => ({ headers: { origin: listed } })],
    [
      'an unknown upload',
      `/media/${id}/${id}/token`,
      404,
      () => ({ method: 'PUT', headers: { origin: listed }, body: 'bytes' }),
    ],
  ])('that refuses %s can be read too', async (_what, path, status, sent) => {
    const answer = await exchange(path, sent());
    expect(answer.status).toBe(status);
    expectReadable(answer, listed);
  });

  it('that is compressed varies by both headers', async () => {
    const query = getIntrospectionQuery();
    const answer = await exchange('/graphql', graphql(query, listed, { 'accept-encoding': 'gzip' }));
    expect(answer.headers['content-encoding']).toBe('gzip');
    expectReadable(answer, listed);
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
  });

  it('of an event stream can be read, though Fastify does not write it', async () => {
    const accept = { accept: 'text/event-stream' };
    const answer = await exchange('/graphql/stream', graphql('{ viewer { email } }', listed, accept));
    expect([answer.status, answer.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(answer.body).toContain('owner@demo.test');
    expectReadable(answer, listed);
    const unread = await exchange('/graphql/stream', graphql('{ viewer { email } }', foreign, accept));
    expect(unread.status).toBe(200);
    expect(unread.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('to an upload, a file and a part of it can be read', async () => {
    const sizeBytes = picture.bytes.length;
    const variables = { fileName: 'wall.png', mimeType: 'image/png', sizeBytes };
    const { createUpload } = await server.run(CreateUploadDocument, variables, token);
    const { pathname } = new URL(createUpload.uploadUrl ?? '');
    const headers = { origin: listed, 'content-type': 'image/png' };
    const stored = await exchange(pathname, { method: 'PUT', headers, body: picture.bytes });
    expect(stored.status).toBe(204);
    expectReadable(stored, listed);
    const attachmentId = createUpload.attachment?.id ?? '';
    const { rows } = await server.app.database.pool.query('select * from attachments where id = $1', [
      attachmentId,
    ]);
    const link = server.app.mediaParts.useCases.links.toView({
      ...{ id: attachmentId, tenantId: rows[0].tenant_id, fileName: 'wall.png', mimeType: 'image/png' },
    });
    const part = await exchange(new URL(link).pathname, { headers: { origin: listed, range: 'bytes=0-9' } });
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 0-9/${sizeBytes}`]);
    expectReadable(part, listed);
    const unread = await exchange(new URL(link).pathname, { headers: { origin: foreign } });
    expect([unread.status, unread.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });
});

it('a listed page gets around no rule against requests without a preflight', async () => {
  for (const origin of [listed, foreign]) {
    const form = { origin, ...bearer(), 'content-type': 'text/plain' };
    const body = '{"query":"{ __typename }"}';
    expect([400, 415]).toContain(
      (await exchange('/graphql', { method: 'POST', headers: form, body })).status,
    );
    const get = await exchange('/graphql?query=%7B__typename%7D', { headers: { origin } });
    expect(get.status).toBe(400);
  }
});

/** Result of a WebSocket's upgrade: `open`, or the status and code of the response. */
function openSocket(to: TestApp, origin: string | undefined, host?: string): Promise<unknown> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${to.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      ...(origin === undefined ? {} : { origin }),
      ...(host === undefined ? {} : { headers: { host } }),
    });
    socket.on('error', () => {});
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => {
        const text = String(Buffer.concat(chunks));
        resolve([response.statusCode, text === '' ? null : JSON.parse(text).error.code]);
      });
    });
  });
}
const refusedSocket = [403, 'ORIGIN_NOT_ALLOWED'];

describe('a WebSocket', () => {
  it.each<[what: string, origin: () => string | undefined, host: string | undefined, expected: unknown]>([
    ['of a listed page opens', () => listed, undefined, 'open'],
    ['of a page that a pattern lists opens', () => byPattern, undefined, 'open'],
    ['of an app opens', () => app, undefined, 'open'],
    ['of a page of this server opens', () => server.url, undefined, 'open'],
    ['of a page at the public URL opens', () => publicUrl, undefined, 'open'],
    ['of a page at the host that a proxy passes opens', () => 'https://chat.example', 'chat.example', 'open'],
    ['without an origin opens', () => undefined, undefined, 'open'],
    ['of a foreign page is refused', () => foreign, undefined, refusedSocket],
    ['of an opaque origin is refused', () => 'null', undefined, refusedSocket],
    ['of another port of this host is refused', () => `${server.url}1`, undefined, refusedSocket],
    ['of a host like a listed one is refused', () => `${listed}.evil.example`, undefined, refusedSocket],
  ])('%s', async (_what, origin, host, expected) => {
    expect(await openSocket(server, origin(), host)).toEqual(expected);
  });
});

describe('a server without a list', () => {
  let closed: TestApp;
  beforeAll(async () => {
    closed = await startTestApp();
  });
  afterAll(() => closed.stop());

  it('allows no page of another origin', async () => {
    for (const [, path, method] of routes) {
      const answer = await exchange(path, preflight(listed, method), closed);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'ORIGIN_NOT_ALLOWED']);
      expect(corsHeaders(answer)).toEqual([]);
    }
    expect(corsHeaders(await exchange('/graphql', graphql('{ __typename }', listed), closed))).toEqual([]);
    expect(await openSocket(closed, listed)).toEqual(refusedSocket);
  });

  it('serves its own pages, and programs', async () => {
    expect(await openSocket(closed, closed.url)).toBe('open');
    expect(await openSocket(closed, closed.url.replace('127.0.0.1', 'localhost'))).toEqual(refusedSocket);
    expect(await openSocket(closed, undefined)).toBe('open');
  });
});

/** Files over HTTP: what a signed link allows, what it does not, and the upload of files. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role, SampleFile } from '../../src/domain/vocabulary.js';
import { noFacts } from '../../src/media/facts/media-facts.js';
import { createMediaLinks } from '../../src/media/links.js';
import { sweepUnused } from '../../src/media/sweep-media.js';
import { createUploads } from '../../src/media/uploads.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { createHttpServer } from '../../src/server/http/create-http-server.js';
import { registerMediaRoutes } from '../../src/server/http/media-routes.js';
import { createLoggers } from '../../src/server/logger.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { CreateUploadDocument } from '../support/gql/operations.js';

const picture = makeSampleFile(SampleFile.PICTURE);
const paper = makeSampleFile(SampleFile.DOCUMENT);
const authSecret = 'a-secret-for-tests-of-files-that-is-long-enough';
let server: TestApp;
let owner: string;
let second: { token: string; tenantId: string };
beforeAll(async () => {
  server = await startTestApp({ env: { MEDIA_MAX_BYTES: '200000', AUTH_SECRET: authSecret } });
  owner = await server.signIn('owner@demo.test');
  second = await server.addTenant('second', Role.OWNER);
});
afterAll(async () => {
  await server.stop();
});

interface Given {
  readonly bytes: Uint8Array;
  readonly mimeType?: string;
  readonly fileName?: string;
  readonly sizeBytes?: number;
}
const create = (
  { bytes, mimeType = 'image/png', fileName = 'Стена №1.png', sizeBytes = bytes.length }: Given,
  token = owner,
) => server.ask(CreateUploadDocument, { fileName, mimeType, sizeBytes }, token);

/** An upload slot: the upload URL, and the file's id. */
async function place(given: Given) {
  const { data, errors } = await create(given);
  if (errors) throw new Error(JSON.stringify(errors));
  const { uploadUrl, attachment } = data.createUpload;
  return { uploadUrl: uploadUrl ?? '', id: attachment?.id ?? '', attachment };
}
const put = (url: string, bytes: Uint8Array, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body: Buffer.from(bytes), headers });
const rowOf = async (id: string) =>
  (await server.app.database.pool.query('select * from attachments where id = $1', [id])).rows[0];
const codeOf = async (answer: Response) =>
  ((await answer.json()) as { error: { code: string; message: string } }).error.code;
const viewUrl = async (id: string) => {
  const row = await rowOf(id);
  return server.app.mediaParts.useCases.links.toView({
    ...{ id, tenantId: row.tenant_id, fileName: row.file_name, mimeType: row.mime_type },
  });
};

/** A stored file's id and link. */
async function upload(given: Given) {
  const made = await place(given);
  expect((await put(made.uploadUrl, given.bytes)).status).toBe(204);
  return { ...made, url: await viewUrl(made.id) };
}

describe('an upload', () => {
  it('gets a place, takes the bytes, and is the file that is served', async () => {
    const { attachment, uploadUrl, id } = await place({ bytes: picture.bytes });
    expect(attachment).toMatchObject({
      ...{ mimeType: 'image/png', fileName: 'Стена №1.png', sizeBytes: picture.bytes.length },
      ...{ state: 'PENDING', url: null },
    });
    const answer = await put(uploadUrl, picture.bytes, { 'content-type': 'image/png' });
    expect(answer.status).toBe(204);
    expect(await rowOf(id)).toMatchObject({ state: 'STORED', content_type: 'image/png', message_id: null });
    const served = await fetch(await viewUrl(id));
    expect(Buffer.from(await served.arrayBuffer()).equals(picture.bytes)).toBe(true);
    expect(served.headers.get('content-disposition')).toBe(
      `inline; filename="_____ _1.png"; filename*=UTF-8''${encodeURIComponent('Стена №1.png')}`,
    );
  });

  it('is taken once more when the answer was lost, and not with other bytes', async () => {
    const { uploadUrl, id } = await place({ bytes: picture.bytes });
    await put(uploadUrl, picture.bytes);
    const key = (await rowOf(id)).storage_key;
    expect((await put(uploadUrl, picture.bytes)).status).toBe(204);
    const others = Buffer.from(picture.bytes);
    others[100] = (others[100] ?? 0) ^ 1;
    const refused = await put(uploadUrl, others);
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'CONFLICT']);
    expect((await rowOf(id)).storage_key).toBe(key);
  });

  it('that is made by two at once is stored once', async () => {
    const { uploadUrl, id } = await place({ bytes: picture.bytes });
    const answers = await Promise.all([1, 2, 3].map(() => put(uploadUrl, picture.bytes)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect((await fetch(await viewUrl(id))).status).toBe(200);
  });

  it.each([
    ['more bytes than were announced', { sizeBytes: 100 }, 413, 'MEDIA_TOO_LARGE'],
    ['fewer bytes', { sizeBytes: picture.bytes.length + 1 }, 400, 'BAD_USER_INPUT'],
    ['bytes of another type', { mimeType: 'image/jpeg' }, 415, 'MEDIA_TYPE_REFUSED'],
    [
      'bytes that only claim a type',
      { bytes: Buffer.from('<script>alert(1)</script>') },
      415,
      'MEDIA_TYPE_REFUSED',
    ],
    [
      'a page that claims to be text',
      { bytes: Buffer.from('<html><script>'), mimeType: 'text/plain' },
      415,
      'MEDIA_TYPE_REFUSED',
    ],
  ])('of %s is refused, and can be made anew', async (_what, extra, status, code) => {
    const given = { bytes: picture.bytes, ...extra };
    const { uploadUrl, id } = await place(given);
    const answer = await put(uploadUrl, given.bytes);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(await rowOf(id)).toMatchObject({ state: 'PENDING', storage_key: null });
  });

  it.each([
    ['a type that a browser runs', { mimeType: 'text/html' }, 'MEDIA_TYPE_REFUSED'],
    ['a drawing with scripts', { mimeType: 'image/svg+xml' }, 'MEDIA_TYPE_REFUSED'],
    ['no type', { mimeType: 'picture' }, 'BAD_USER_INPUT'],
    ['more than the server keeps', { sizeBytes: 200_001 }, 'MEDIA_TOO_LARGE'],
    ['nothing', { sizeBytes: 0 }, 'BAD_USER_INPUT'],
    ['no name', { fileName: ' / ' }, 'BAD_USER_INPUT'],
    ['a name that shows nothing', { fileName: '\u200b\u2800' }, 'BAD_USER_INPUT'],
  ])('is not begun for %s', async (_what, extra, code) => {
    const { errors } = await create({ bytes: picture.bytes, ...extra });
    expect(errors?.map(error => error.extensions.code)).toEqual([code]);
  });

  it('loses folders and control characters from its name', async () => {
    const { attachment } = await place({ bytes: picture.bytes, fileName: '..\\..\\etc/pass\u0007wd.png' });
    expect(attachment?.fileName).toBe('pass wd.png');
  });

  it('needs a role that may send', async () => {
    const reader = await server.addUser(second.tenantId, 'reader@second.test', Role.READ_ONLY);
    const { errors } = await create({ bytes: picture.bytes }, reader);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('that breaks off leaves nothing, and can be made again', async () => {
    const { uploadUrl, id } = await place({ bytes: picture.bytes });
    await new Promise<void>(resolve => {
      const half = request(uploadUrl, {
        method: 'PUT',
        headers: { 'content-length': String(picture.bytes.length) },
      });
      half.on('error', () => resolve());
      half.write(picture.bytes.subarray(0, 500), () => half.destroy());
    });
    expect((await put(uploadUrl, picture.bytes)).status).toBe(204);
    expect(await rowOf(id)).toMatchObject({ state: 'STORED' });
  });

  it('that nobody uses is gone after a day, with its bytes', async () => {
    const { id, url } = await upload({ bytes: paper.bytes, mimeType: 'application/pdf', fileName: 'a.pdf' });
    await server.app.database.pool.query(
      `update attachments set created_at = now() - interval '25 hours' where id = $1`,
      [id],
    );
    expect(await sweepUnused({ ...server.app.mediaParts, database: server.app.database })).toBe(1);
    expect((await fetch(url)).status).toBe(404);
  });
});

describe('a link', () => {
  it.each([
    [
      'of another company',
      (url: string, ids: { tenant: string; id: string }) => url.replace(ids.tenant, second.tenantId),
    ],
    [
      'of another file',
      (url: string, ids: { tenant: string; id: string }) => url.replace(ids.id, ids.tenant),
    ],
    ['that was altered', (url: string) => url.replace(/-[\w-]{8}/, '-AAAAAAAA')],
    ['without a signature', (url: string) => url.replace(/\/[0-9a-z]+-[\w-]{43}\//, '/x/')],
    [
      'with ids that are none',
      (url: string, ids: { tenant: string; id: string }) => url.replace(ids.id, '..%2f..%2fetc'),
    ],
  ])('%s is answered as if there were nothing', async (_what, change) => {
    const { url, id } = await upload({ bytes: picture.bytes });
    const tenant = (await rowOf(id)).tenant_id;
    const answer = await fetch(change(url, { tenant, id }));
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });

  it('that has ended says so', async () => {
    const { id } = await upload({ bytes: picture.bytes });
    const { tenant_id: tenantId, file_name: fileName, mime_type: mimeType } = await rowOf(id);
    const threeHoursAgo = createMediaLinks({
      secret: createHash('sha256').update(`media ${authSecret}`).digest('hex'),
      ...{ publicUrl: () => server.url, viewMinutes: 60, isPublic: true },
      now: () => Date.now() - 3 * 60 * 60_000,
    });
    const answer = await fetch(threeHoursAgo.toView({ id, tenantId, fileName, mimeType }));
    expect([answer.status, await codeOf(answer)]).toEqual([410, 'LINK_EXPIRED']);
  });

  it('to read is none to write, and the other way round', async () => {
    const { url, uploadUrl } = await upload({ bytes: picture.bytes });
    expect((await put(url.replace(/\/[^/]+$/, ''), picture.bytes)).status).toBe(404);
    expect((await fetch(uploadUrl)).status).toBe(404);
  });

  it('to a small picture shows that and nothing else', async () => {
    const { id, url } = await upload({ bytes: picture.bytes });
    const row = await rowOf(id);
    expect(row).toMatchObject({ width: 160, height: 160 });
    const small = server.app.mediaParts.useCases.links.toThumbnail({
      ...{ id, tenantId: row.tenant_id, fileName: row.file_name, mimeType: row.mime_type },
    });
    const answer = await fetch(small);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'content-type': 'image/webp', 'content-length': String(row.thumbnail_bytes) },
      ...{ 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" },
    });
    expect((await answer.arrayBuffer()).byteLength).toBe(row.thumbnail_bytes);
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(small, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url)).headers.get('etag')).not.toBe(etag);
    expect((await put(small.replace(/\/[^/]+$/, ''), picture.bytes)).status).toBe(404);
    const plain = await upload({ bytes: Buffer.from('name\n'), mimeType: 'text/csv', fileName: 'a.csv' });
    const none = server.app.mediaParts.useCases.links.toThumbnail({
      ...{ id: plain.id, tenantId: row.tenant_id, fileName: null, mimeType: 'text/csv' },
    });
    expect((await fetch(none)).status).toBe(404);
  });

  it('to a file whose bytes are not here is answered as if there were nothing', async () => {
    const { id } = await place({ bytes: picture.bytes });
    expect((await fetch(await viewUrl(id))).status).toBe(404);
  });
});

describe('serving', () => {
  it('forbids guessing and scripts', async () => {
    const { url } = await upload({ bytes: picture.bytes });
    const { headers } = await fetch(url);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('saves what is no picture, sound, film or PDF', async () => {
    const { url } = await upload({
      bytes: Buffer.from('name;price\n'),
      mimeType: 'text/csv',
      fileName: 'a.csv',
    });
    const { headers } = await fetch(url);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename=a\.csv$/);
  });

  it.each([
    ['bytes=0-9', 206, 0, 10],
    ['bytes=-10', 206, -10, undefined],
    ['bytes=20-29', 206, 20, 30],
    ['bytes=0-0,5-6', 200, 0, undefined],
  ] as const)('answers the range %s with %i', async (range, status, start, end) => {
    const { url } = await upload({ bytes: picture.bytes });
    const answer = await fetch(url, { headers: { range } });
    expect(answer.status).toBe(status);
    const expected = Buffer.from(picture.bytes).subarray(start, end);
    expect(Buffer.from(await answer.arrayBuffer()).equals(expected)).toBe(true);
    expect(answer.headers.get('content-length')).toBe(String(expected.length));
  });

  it('refuses a range beyond the end, and heeds what the browser has', async () => {
    const { url } = await upload({ bytes: picture.bytes });
    const beyond = await fetch(url, { headers: { range: 'bytes=99999999-' } });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${picture.bytes.length}`);
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const stale = await fetch(url, { headers: { range: 'bytes=0-1', 'if-range': '"another"' } });
    expect(stale.status).toBe(200);
  });

  it('tells size and type to HEAD', async () => {
    const { url } = await upload({ bytes: picture.bytes });
    const answer = await fetch(url, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(picture.bytes.length));
    expect(await answer.text()).toBe('');
  });

  it('survives a reader that goes away in the middle', async () => {
    const { url } = await upload({ bytes: picture.bytes });
    for (let n = 0; n < 5; n += 1) {
      const stopping = new AbortController();
      const answer = await fetch(url, { signal: stopping.signal });
      expect(answer.status).toBe(200);
      stopping.abort();
    }
    expect((await fetch(url)).status).toBe(200);
  });

  it('counts what happens, and names nobody', async () => {
    const page = await (await fetch(`${server.url}/metrics`)).text();
    expect(page).toMatch(/trunkline_media_uploads_total\{outcome="stored"\} \d+/);
    expect(page).toMatch(/trunkline_media_uploads_total\{outcome="refused"\} \d+/);
  });
});

it('answers 507 when the disk is full, and keeps nothing of the file', async () => {
  const { id, uploadUrl } = await place({ bytes: picture.bytes });
  const { app } = server;
  const { storage, useCases } = app.mediaParts;
  const full = {
    ...storage,
    // The kernel's own "no space left on device".
    put: async (_key: string, file: { readonly path: string }) =>
      writeFile('/dev/full', await readFile(file.path)),
  };
  const http = createHttpServer({
    logger: createLoggers({ level: 'silent', format: 'json' }).logger,
    bodyLimitBytes: 1_000_000,
  });
  const counted: string[] = [];
  await registerMediaRoutes(http, {
    database: app.database,
    storage: full,
    links: useCases.links,
    uploads: createUploads({
      ...{ database: app.database, storage: full, maxBytes: 1_000_000 },
      readFacts: async () => noFacts,
    }),
    maxBytes: 1_000_000,
    count: outcome => counted.push(outcome),
  });
  const { pathname } = new URL(uploadUrl);
  const answer = await http.inject({ method: 'PUT', url: pathname, body: Buffer.from(picture.bytes) });
  expect(answer.statusCode).toBe(507);
  expect(answer.headers['retry-after']).toBe('60');
  expect(answer.json()).toMatchObject({ error: { code: 'STORAGE_FULL' } });
  expect(await rowOf(id)).toMatchObject({ state: 'PENDING' });
  expect(await readdir(storage.spoolFolder)).toEqual([]);
  await http.close();
});

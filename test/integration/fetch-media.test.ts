/** The job that downloads files: retried while a retry can help, settled once, and without affecting the message. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { createFactsReader } from '../../src/media/facts/facts-reader.js';
import { type MediaFacts, noFacts } from '../../src/media/facts/media-facts.js';
import { createFetchMedia, type FetchMediaOptions } from '../../src/media/fetch-media.job.js';
import { type FetchMediaJob, lostFetches } from '../../src/media/fetch-queue.js';
import { keepInlineBytes, sweepInlineBytes } from '../../src/media/inline-bytes.js';
import { refetchAttachment } from '../../src/media/refetch.js';
import type { MediaStorage } from '../../src/media/storage/media-storage.js';
import { openStorage } from '../../src/media/storage/open-storage.js';
import { sweepOrphans, sweepUnused } from '../../src/media/sweep-media.js';
import type { Download, MediaLocation, MediaReference } from '../../src/providers/contract/media.js';
import { createOutboxFixture, eventsOf, type OutboxFixture } from '../support/outbox-fixture.js';

let fixture: OutboxFixture;
let folder: string;
let storage: MediaStorage;
let conversationId: string;
beforeAll(async () => {
  fixture = await createOutboxFixture();
  folder = await mkdtemp(join(tmpdir(), 'trunkline-media-'));
  conversationId = await fixture.tenant.addConversation(
    await fixture.tenant.addChannel('one'),
    '77010000021',
  );
});
afterAll(async () => {
  await fixture.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  storage = await openStorage({ dataDir: await mkdtemp(join(folder, 'data-')) });
});
afterEach(async () => {
  await fixture.database.pool.query('delete from graphile_worker._private_jobs');
  await fixture.database.pool.query('delete from attachments');
});

const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await fixture.database.pool.query<Row>(text, values)).rows;

/** A message with a file, as ingest would store it. */
async function addFile(extra: { ageMs?: number; mediaId?: string | null; url?: string | null } = {}) {
  const { ageMs = 0, mediaId = null, url = 'https://vendor.example/a.png' } = extra;
  const messageId = await fixture.tenant.addInbound(conversationId);
  const id = uuidV7();
  await query(
    `insert into attachments (id, tenant_id, message_id, mime_type, source_url, media_id, created_at)
     values ($1, $2, $3, 'image/png', $4, $5, now() - $6::float8 * interval '1 ms')`,
    [id, fixture.tenant.tenantId, messageId, url, mediaId, ageMs],
  );
  return { id, messageId };
}

const found = (url = 'https://vendor.example/a.png'): MediaLocation => ({ outcome: 'FOUND', url });
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
async function* parts(...given: Uint8Array[]) {
  yield* given;
}
const arrives = (): Download => ({ ok: true, sizeBytes: png.length, body: parts(png) });
const fails = (kind: 'DEAD' | 'DENIED' | 'REFUSED' | 'UNREACHABLE', reason = 'HTTP 404'): Download => ({
  ...{ ok: false, kind, reason, retryAfterMs: null },
});

interface Script {
  readonly locations?: MediaLocation[];
  readonly downloads?: Download[];
  readonly options?: Partial<FetchMediaOptions>;
  /** The payload of the job, when it is not that of the first attempt. */
  readonly job?: Partial<FetchMediaJob>;
}

/** Runs the job of a file once. */
async function run(
  id: string,
  { locations = [], downloads = [], options = {}, job = {} }: Script = {},
  attempt = 1,
) {
  const asked: MediaReference[] = [];
  const ends: string[] = [];
  const fetchMedia = createFetchMedia({
    ...{ database: fixture.database, storage, maxBytes: 1_000, patienceMs: 60_000, lateMs: 0 },
    readFacts: async () => noFacts,
    locate: async (_account, file) => {
      asked.push(file);
      return locations.shift() ?? found();
    },
    download: async () => downloads.shift() ?? arrives(),
    log: () => {},
    observe: (_provider, outcome) => ends.push(outcome),
    ...options,
  });
  await fetchMedia({ tenantId: fixture.tenant.tenantId, attachmentId: id, attempt, ...job });
  return { asked, ends };
}

const stateOf = async (id: string) =>
  (
    await query<{
      state: string;
      state_reason: string | null;
      storage_key: string | null;
      content_type: string | null;
    }>('select state, state_reason, storage_key, content_type from attachments where id = $1', [id])
  )[0];
const jobs = () =>
  query<{ key: string; delay: number; payload: FetchMediaJob }>(
    `select j.key, extract(epoch from j.run_at - now())::float8 as delay, p.payload
       from graphile_worker.jobs j join graphile_worker._private_jobs p using (id) where j.task_identifier = 'fetch-media'`,
  );
const stored = async () => {
  const keys: string[] = [];
  for await (const { key } of storage.list()) keys.push(key);
  return keys;
};

describe('a file that is stored with its message', () => {
  it('has a job by the same commit; a place for an upload, and a file that is here already, have none', async () => {
    const { id } = await addFile();
    expect((await jobs()).map(({ key }) => key)).toEqual([`fetch-media:${id}`]);
    for (const [message, state] of [
      [null, 'PENDING'],
      [await fixture.tenant.addInbound(conversationId), 'STORED'],
    ]) {
      await query(
        `insert into attachments (id, tenant_id, message_id, mime_type, state, created_at) values ($1, $2, $3, 'image/png', $4, now())`,
        [uuidV7(), fixture.tenant.tenantId, message, state],
      );
    }
    expect(await jobs()).toHaveLength(1);
  });

  it('has none when the transaction that stores it is given up', async () => {
    const client = await fixture.database.pool.connect();
    await client.query('begin');
    const messageId = await fixture.tenant.addInbound(conversationId);
    await client.query(
      `insert into attachments (id, tenant_id, message_id, mime_type, created_at) values ($1, $2, $3, 'image/png', now())`,
      [uuidV7(), fixture.tenant.tenantId, messageId],
    );
    await client.query('rollback');
    client.release();
    expect(await jobs()).toEqual([]);
  });

  it('is stored under the type that its bytes show, and its message tells of it once', async () => {
    const { id, messageId } = await addFile();
    expect((await run(id)).ends).toEqual(['stored']);
    expect(await stateOf(id)).toMatchObject({
      state: 'STORED',
      content_type: 'image/png',
      state_reason: null,
    });
    expect(await stored()).toEqual([(await stateOf(id))?.storage_key]);
    const told = async () =>
      (await eventsOf(fixture.database, messageId)).map(({ kind, changed }) => [kind, changed]);
    expect(await told()).toEqual([['MESSAGE_UPDATED', ['attachments']]]);
    // Run again, as after a crash before the job was marked done: no effect.
    expect((await run(id)).ends).toEqual([]);
    expect(await told()).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
  });

  it('is asked for once more when its link has died, and given up when that leads nowhere too', async () => {
    const { id } = await addFile();
    const { asked, ends } = await run(id, { downloads: [fails('DEAD'), fails('DEAD')] });
    expect(asked.map(({ isLinkDead }) => isLinkDead)).toEqual([false, true]);
    expect(ends).toEqual(['unavailable']);
    expect(await stateOf(id)).toMatchObject({
      state: 'UNAVAILABLE',
      state_reason: expect.stringContaining('HTTP 404'),
    });
  });

  it.each<[string, Script]>([
    ['a link that leads nowhere', { downloads: [fails('DEAD'), fails('DEAD')] }],
    ['a link that is closed', { downloads: [fails('DENIED', 'HTTP 403'), fails('DENIED', 'HTTP 403')] }],
    [
      'an id that the vendor does not know',
      { locations: [{ outcome: 'ABSENT', detail: 'WhatsApp Cloud does not have the file (HTTP 404).' }] },
    ],
    [
      'a link that died with nothing in its place',
      {
        locations: [found(), { outcome: 'ABSENT', detail: 'Green API does not have the file (HTTP 410).' }],
        downloads: [fails('DEAD', 'HTTP 410')],
      },
    ],
  ])(
    'is tried again while it is young when the vendor gave %s, and had once it is there',
    async (_what, script) => {
      const options = { lateMs: 15 * 60_000, patienceMs: 3 * 86_400_000 };
      const first = () => ({
        locations: [...(script.locations ?? [])],
        downloads: [...(script.downloads ?? [])],
        options,
      });
      const { id } = await addFile();
      expect((await run(id, first())).ends).toEqual(['waiting']);
      expect(await stateOf(id)).toMatchObject({
        state: 'PENDING',
        state_reason: expect.stringMatching(/HTTP 4/),
      });
      expect(Math.round((await jobs())[0]?.delay ?? 0)).toBe(5);
      expect((await run(id, { options }, 2)).ends).toEqual(['stored']);
      const old = await addFile({ ageMs: 15 * 60_000 });
      expect((await run(old.id, first())).ends).toEqual(['unavailable']);
    },
  );

  it('is given up after a bounded number of attempts when the vendor never has it', async () => {
    const { id } = await addFile();
    let ageMs = 0;
    for (let attempt = 1; ; attempt += 1) {
      await query(`update attachments set created_at = now() - $2::float8 * interval '1 ms' where id = $1`, [
        id,
        ageMs,
      ]);
      const options = { lateMs: 15 * 60_000, patienceMs: 3 * 86_400_000 };
      const { ends } = await run(id, { downloads: [fails('DEAD'), fails('DEAD')], options }, attempt);
      if (ends[0] !== 'waiting') {
        expect({ ends, attempt }).toEqual({ ends: ['unavailable'], attempt: 6 });
        return;
      }
      ageMs += ((await jobs())[0]?.delay ?? 0) * 1_000;
    }
  });

  it('waits longer after every try, with the reason to be seen, and is given up when it has grown old', async () => {
    const { id, messageId } = await addFile();
    const away = { downloads: [fails('UNREACHABLE', 'time-out')] };
    for (const [attempt, seconds] of [
      [1, 5],
      [2, 15],
      [3, 45],
    ] as const) {
      expect((await run(id, { ...away, downloads: [...away.downloads] }, attempt)).ends).toEqual(['waiting']);
      const [job] = await jobs();
      expect(Math.round(job?.delay ?? 0)).toBe(seconds);
      expect(job?.payload.attempt).toBe(attempt + 1);
    }
    expect(await stateOf(id)).toMatchObject({
      state: 'PENDING',
      state_reason: "The provider's link cannot be reached: time-out.",
    });
    expect(await eventsOf(fixture.database, messageId)).toEqual([]);
    expect((await run(id, away, 4)).ends).toEqual(['unavailable']);
    expect(await stateOf(id)).toMatchObject({ state: 'UNAVAILABLE' });
  });

  it('waits as long as the vendor says', async () => {
    const { id } = await addFile();
    const locations: MediaLocation[] = [{ outcome: 'RETRY', detail: 'Slow down.', retryAfterMs: 30_000 }];
    await run(id, { locations });
    expect(Math.round((await jobs())[0]?.delay ?? 0)).toBe(30);
  });

  it('is tried again when the vendor does not like our credentials, which a person can fix', async () => {
    const signed: MediaLocation = {
      outcome: 'FOUND',
      url: 'https://v.example',
      headers: { authorization: 'x' },
    };
    const denied = () => [fails('DENIED', 'HTTP 401'), fails('DENIED', 'HTTP 401')];
    const { id } = await addFile();
    expect((await run(id, { locations: [signed, signed], downloads: denied() })).ends).toEqual(['waiting']);
    expect((await run(id, { downloads: denied() })).ends).toEqual(['unavailable']);
  });

  it.each([
    ['announced', (): Download => ({ ok: true, sizeBytes: 1_001, body: parts(Buffer.alloc(1_001)) })],
    [
      'found out on the way',
      (): Download => ({ ok: true, sizeBytes: null, body: parts(Buffer.alloc(600), Buffer.alloc(600)) }),
    ],
  ])('is not kept when it is too large, %s', async (_how, download) => {
    const { id } = await addFile();
    expect((await run(id, { downloads: [download()] })).ends).toEqual(['unavailable']);
    expect((await stateOf(id))?.state_reason).toContain('1000 bytes');
    expect(await stored()).toEqual([]);
    expect(await readdir(storage.spoolFolder).catch(() => [])).toEqual([]);
  });

  it('whose place on the disk cannot be made lets go of its connection, and is tried again', async () => {
    const body = Readable.from([png]);
    const { id } = await addFile();
    const blocked = join(folder, 'a-file');
    await writeFile(blocked, '');
    const spoolFolder = join(blocked, 'spool');
    const full = { ...storage, spoolFolder } as MediaStorage;
    const download: Download = { ok: true, sizeBytes: png.length, body };
    expect((await run(id, { downloads: [download], options: { storage: full } })).ends).toEqual(['waiting']);
    expect(body.destroyed).toBe(true);
  });

  it('is tried again when it breaks off', async () => {
    async function* broken() {
      yield png;
      throw new Error('cut');
    }
    const { id } = await addFile();
    const downloads: Download[] = [{ ok: true, sizeBytes: null, body: broken() }];
    expect((await run(id, { downloads })).ends).toEqual(['waiting']);
    expect((await run(id, {}, 2)).ends).toEqual(['stored']);
  });
});

describe('a file that a person asks for again', () => {
  const refetch = (id: string, tenantId = fixture.tenant.tenantId, readsDeleted = true) =>
    refetchAttachment(fixture.database, tenantId, id, readsDeleted);
  const unavailable = async (extra: Parameters<typeof addFile>[0] = {}) => {
    const added = await addFile(extra);
    await query(`update attachments set state = 'UNAVAILABLE', state_reason = 'gone' where id = $1`, [
      added.id,
    ]);
    await query('delete from graphile_worker._private_jobs');
    return added;
  };

  it('is PENDING with a job, tells of it, and is stored although it is old', async () => {
    const dayMs = 86_400_000;
    const { id, messageId } = await unavailable({ ageMs: 30 * dayMs });
    expect(await refetch(id)).toMatchObject({ id, state: 'PENDING', stateReason: null });
    const events = await eventsOf(fixture.database, messageId);
    expect(events.map(({ kind, changed }) => [kind, changed])).toEqual([
      ['MESSAGE_UPDATED', ['attachments']],
    ]);
    const [job] = await jobs();
    expect(job).toMatchObject({
      key: `fetch-media:${id}`,
      payload: { attempt: 1, askedAt: expect.any(String) },
    });
    const away = { downloads: [fails('UNREACHABLE', 'HTTP 503')], options: { patienceMs: 3 * dayMs } };
    expect((await run(id, { ...away, job: job?.payload })).ends).toEqual(['waiting']);
    const [next] = await jobs();
    expect(next?.payload).toEqual({ ...job?.payload, attempt: 2 });
    expect((await run(id, { job: next?.payload })).ends).toEqual(['stored']);
  });

  it('is UNAVAILABLE again at once when its vendor does not have it', async () => {
    const { id } = await unavailable({ ageMs: 86_400_000 });
    await refetch(id);
    const [job] = await jobs();
    const dead = { downloads: [fails('DEAD'), fails('DEAD')], options: { lateMs: 15 * 60_000 } };
    expect((await run(id, { ...dead, job: job?.payload })).ends).toEqual(['unavailable']);
  });

  it('gets its next attempt now when it waits for one, without an event', async () => {
    const { id, messageId } = await addFile();
    await run(id, { downloads: [fails('UNREACHABLE', 'time-out')] });
    expect((await jobs())[0]?.delay).toBeGreaterThan(1);
    expect(await refetch(id)).toMatchObject({ state: 'PENDING' });
    expect(await jobs()).toMatchObject([{ payload: { attempt: 1 } }]);
    expect((await jobs())[0]?.delay).toBeLessThan(1);
    expect(await eventsOf(fixture.database, messageId)).toEqual([]);
  });

  it('is not found for those who may not read its deleted message, and fetched for those who may', async () => {
    const { id, messageId } = await unavailable();
    await query('update messages set deleted_at = now() where id = $1', [messageId]);
    await expect(refetch(id, undefined, false)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await jobs()).toEqual([]);
    expect(await refetch(id)).toMatchObject({ id, state: 'PENDING' });
  });

  it('is refused when it is stored, was uploaded, cannot be asked for, or is not of the company', async () => {
    const kept = await addFile();
    await run(kept.id);
    const upload = uuidV7();
    await query(
      `insert into attachments (id, tenant_id, mime_type, created_at) values ($1, $2, 'image/png', now())`,
      [upload, fixture.tenant.tenantId],
    );
    const nothing = await unavailable({ url: null });
    for (const id of [kept.id, upload, nothing.id])
      await expect(refetch(id)).rejects.toMatchObject({ code: 'CONFLICT', facts: { reason: 'WRONG_STATE' } });
    const other = await fixture.addTenant();
    const { id } = await unavailable();
    for (const given of [refetch(id, other.tenantId), refetch('x'), refetch(uuidV7())])
      await expect(given).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await stateOf(id)).toMatchObject({ state: 'UNAVAILABLE' });
    expect(await jobs()).toEqual([]);
  });
});

describe('a crash', () => {
  it('between the storage and the commit leaves an object that is swept, and the next run brings the file', async () => {
    const { id } = await addFile();
    const dying: MediaStorage = {
      ...storage,
      put: async (key, file, type) => {
        await storage.put(key, file, type);
        throw new Error('the process ends here');
      },
    };
    await expect(run(id, { options: { storage: dying } })).rejects.toThrow('ends here');
    expect(await stateOf(id)).toMatchObject({ state: 'PENDING', storage_key: null });
    const [orphan] = await stored();
    expect((await run(id)).ends).toEqual(['stored']);
    expect(await sweepOrphans({ database: fixture.database, storage, olderThanMs: -1_000 })).toBe(1);
    const kept = await stored();
    expect(kept).toEqual([(await stateOf(id))?.storage_key]);
    expect(kept).not.toContain(orphan);
  });

  it('that took the job with it is put right by the sweep, once, and only after a while', async () => {
    const { id } = await addFile({ ageMs: 130_000 });
    await query('delete from graphile_worker._private_jobs');
    await addFile();
    await query('delete from graphile_worker._private_jobs');
    expect(await lostFetches.enqueue(fixture.database)).toBe(1);
    expect((await jobs()).map(({ key }) => key)).toEqual([`fetch-media:${id}`]);
    expect(await lostFetches.enqueue(fixture.database)).toBe(0);
  });
});

describe('two runs at once', () => {
  it('settle the file once, and keep one object', async () => {
    const { id, messageId } = await addFile();
    await Promise.all([run(id), run(id)]);
    expect(await stored()).toEqual([(await stateOf(id))?.storage_key]);
    expect(await eventsOf(fixture.database, messageId)).toHaveLength(1);
  });
});

describe('bytes that came inside a webhook', () => {
  const digest = 'ab'.repeat(32);
  const keep = (ledgerId = uuidV7()) =>
    keepInlineBytes(fixture.database, [{ tenantId: fixture.tenant.tenantId, ledgerId, digest, bytes: png }]);

  it('are put into the storage without asking anybody, and dropped from the database after that', async () => {
    await keep();
    const { id } = await addFile({ mediaId: `inline:${digest}`, url: null });
    expect(await sweepInlineBytes(fixture.database, -1_000)).toBe(0);
    expect((await run(id)).asked).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'STORED' });
    expect(await sweepInlineBytes(fixture.database, 60_000)).toBe(0);
    expect(await sweepInlineBytes(fixture.database, -1_000)).toBe(1);
  });

  it('are not those of another company', async () => {
    const other = await fixture.addTenant();
    await keepInlineBytes(fixture.database, [
      { tenantId: other.tenantId, ledgerId: uuidV7(), digest: 'cd'.repeat(32), bytes: png },
    ]);
    const { id } = await addFile({ mediaId: `inline:${'cd'.repeat(32)}`, url: null });
    expect((await run(id)).ends).toEqual(['unavailable']);
  });
});

describe('what clients need of a file', () => {
  const reader = createFactsReader();
  afterAll(() => reader.stop());

  const sample = (name: string) => readFile(join('test/support/media', name));
  /** Fetches a file of these bytes; its row, and how often its message told of it. */
  async function fetchBytes(bytes: Uint8Array, mimeType: string, seconds: number | null = null) {
    const { id, messageId } = await addFile();
    await query('update attachments set mime_type = $2, duration_seconds = $3 where id = $1', [
      ...[id, mimeType, seconds],
    ]);
    await run(id, {
      downloads: [{ ok: true, sizeBytes: bytes.length, body: parts(bytes) }],
      options: { readFacts: reader.read, maxBytes: 10_000_000 },
    });
    const [row] = await query<Record<string, unknown>>('select * from attachments where id = $1', [id]);
    const events = await eventsOf(fixture.database, messageId);
    return { row, events: events.filter(({ kind }) => kind === 'MESSAGE_UPDATED') };
  }
  const readStored = async (key: unknown) => {
    const chunks: Buffer[] = [];
    for await (const chunk of (await storage.open(String(key))) ?? []) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const unknown = { width: null, height: null, waveform: null, thumbnail_key: null, duration_seconds: null };

  it.each([
    ['a photo, as its camera was held', 'turned.jpg', 'image/jpeg', 480, 640],
    ['a sticker', 'sticker.webp', 'image/webp', 300, 200],
    ['a moving picture, its first frame', 'moving.gif', 'image/gif', 48, 36],
  ])(
    'is the size of %s, and a small version, in the one update',
    async (_what, name, type, width, height) => {
      const { row, events } = await fetchBytes(await sample(name), type);
      expect(row).toMatchObject({ state: 'STORED', content_type: type, width, height, waveform: null });
      expect(events).toMatchObject([{ changed: ['attachments'] }]);
      const small = await readStored(row?.thumbnail_key);
      expect(small.length).toBe(row?.thumbnail_bytes);
      expect(small.length).toBeLessThan(40_000);
      expect(small.subarray(8, 12).toString('latin1')).toBe('WEBP');
      // The place and the name of the photographer stay in the original.
      expect(small.includes('Secret')).toBe(false);
      expect((await stored()).sort()).toEqual([row?.storage_key, row?.thumbnail_key].sort());
    },
  );

  it('is a small version of few bytes, also of a picture that is all noise', async () => {
    const { row } = await fetchBytes(toPng(900, 700, randomBytes(700 * (1 + 900 * 3))), 'image/png');
    expect(row).toMatchObject({ width: 900, height: 700 });
    expect(row?.thumbnail_bytes).toBeLessThanOrEqual(40_000);
  });

  it.each([
    ['Opus', 'voice.ogg', 'audio/ogg; codecs=opus'],
    ['MP3', 'voice.mp3', 'audio/mpeg'],
  ])('is the length and the waveform of a voice message in %s', async (_codec, name, type) => {
    const { row } = await fetchBytes(await sample(name), type);
    expect(row).toMatchObject({
      ...unknown,
      waveform: expect.anything(),
      duration_seconds: expect.anything(),
    });
    expect(row?.duration_seconds).toBeCloseTo(3, 0);
    const waveform = row?.waveform as number[];
    expect(waveform).toHaveLength(64);
    // It grows, with a pause after the first quarter.
    expect(Math.max(...waveform.slice(58))).toBe(100);
    expect(Math.max(...waveform.slice(0, 8))).toBeLessThan(20);
    expect(Math.min(...waveform.slice(20, 24))).toBeLessThan(2);
    expect((await fetchBytes(await sample(name), type, 7)).row?.duration_seconds).toBe(7);
  });

  it('is the length of a recording in AMR, and nothing of one that breaks off in a frame that is not defined', async () => {
    const frames = (count: number) => Buffer.alloc(32 * count, Buffer.from([0x3c, ...Array(31).fill(0)]));
    const whole = Buffer.concat([Buffer.from('#!AMR\n'), frames(150)]);
    expect((await fetchBytes(whole, 'audio/amr')).row).toMatchObject({ ...unknown, duration_seconds: 3 });
    const broken = Buffer.concat([whole, Buffer.from([0x50]), frames(1)]);
    expect((await fetchBytes(broken, 'audio/amr')).row).toMatchObject({ ...unknown, state: 'STORED' });
  });

  const script = '<script>alert(1)</script>';
  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
    [
      'a photo that ends in the middle',
      'image/jpeg',
      async () => (await sample('turned.jpg')).subarray(0, 2_000),
    ],
    ['a picture of 50,000 × 50,000 pixels', 'image/png', () => toPng(50_000, 50_000, Buffer.alloc(100_000))],
    [
      'a drawing',
      'image/svg+xml',
      () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    ],
    [
      'a drawing that says it is a photo',
      'image/jpeg',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['a page behind the head of a picture', 'image/gif', () => Buffer.from(`GIF89a/*${script}*/=1`)],
    ['a picture of no size', 'image/png', () => toPng(0, 0, Buffer.alloc(0))],
    [
      'noise behind the head of a voice message',
      'audio/ogg',
      () => Buffer.concat([Buffer.from('OggS\0'), randomBytes(9_000)]),
    ],
    ['a document', 'application/pdf', () => Buffer.from('%PDF-1.4')],
  ])('is nothing of %s, which is stored all the same', async (_what, type, make) => {
    const { row, events } = await fetchBytes(await make(), type);
    expect(row).toMatchObject({ ...unknown, state: 'STORED' });
    expect(events).toHaveLength(1);
    expect(await stored()).toEqual([row?.storage_key]);
  });

  it('is the first frame of a picture that never ends', async () => {
    const gif = await sample('moving.gif');
    // The frames again and again, without the byte that ends the file.
    const frames = gif.subarray(gif.indexOf(Buffer.from([0x21, 0xf9])), -1);
    const endless = Buffer.concat([gif.subarray(0, -1), ...Array.from({ length: 200 }, () => frames)]);
    const { row } = await fetchBytes(endless, 'image/gif');
    expect(row?.state).toBe('STORED');
    const after = await fetchBytes(await sample('sticker.webp'), 'image/webp');
    expect(after.row).toMatchObject({ width: 300, height: 200 });
  });

  it.each([
    ['hangs', 'process.on("message", () => { for (;;); });'],
    ['crashes', 'process.on("message", () => process.abort());'],
    ['does not start', 'throw new Error();'],
    [
      'says what cannot be',
      'process.on("message", () => process.send({ isLast: false, facts: { width: -1, height: "2", thumbnail: new Uint8Array(9e6), durationSeconds: NaN, waveform: [1e9] } }));',
    ],
    ['says nothing of sense', 'process.on("message", () => process.send({ isLast: false, facts: [] }));'],
  ])('is nothing while the process that reads it %s', async (_what, text) => {
    const program = join(folder, `${uuidV7()}.mjs`);
    await writeFile(program, text);
    const broken = createFactsReader({ program, timeoutMs: 1_000 });
    const file = { path: program, sizeBytes: 10, contentType: 'image/png' };
    expect(await Promise.all([broken.read(file), broken.read(file)])).toEqual([noFacts, noFacts]);
    broken.stop();
    expect(await broken.read(file)).toEqual(noFacts);
  });

  it('is not waited for behind more files than a few', async () => {
    const program = join(folder, `${uuidV7()}.mjs`);
    await writeFile(
      program,
      `process.on('message', () => process.send({ isLast: false, facts: ${JSON.stringify({ ...noFacts, width: 1, height: 1 })} }));`,
    );
    const slow = createFactsReader({ program });
    const file = { path: program, sizeBytes: 10, contentType: 'image/png' };
    const read = await Promise.all(Array.from({ length: 60 }, () => slow.read(file)));
    slow.stop();
    const known = (facts: MediaFacts) => facts.width === 1;
    expect(read.filter(known)).toHaveLength(33);
    expect(read.findLastIndex(known)).toBe(32);
  });

  it('goes with the file', async () => {
    const { row } = await fetchBytes(await sample('sticker.webp'), 'image/webp');
    expect(await sweepOrphans({ database: fixture.database, storage, olderThanMs: -1_000 })).toBe(0);
    await query('delete from messages where id = $1', [row?.message_id]);
    await query(`update attachments set created_at = now() - interval '25 hours'`);
    expect(await sweepUnused({ database: fixture.database, storage })).toBe(1);
    expect(await stored()).toEqual([]);
  });
});

/** A PNG of three bytes a pixel; the rows are not checked. */
function toPng(width: number, height: number, rows: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  // Each row begins with its filter.
  for (let at = 0; at < rows.length; at += 1 + width * 3) rows[at] = 0;
  const chunk = (type: string, data: Uint8Array) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, crc]);
  };
  return Buffer.concat([
    png.subarray(0, 8),
    ...[chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))],
  ]);
}

describe('what nobody needs', () => {
  it('goes: uploads that no message used, and files of messages that were deleted, with their objects', async () => {
    const kept = await addFile();
    const doomed = await addFile();
    await run(kept.id);
    await run(doomed.id);
    const unused = uuidV7();
    await query(
      `insert into attachments (id, tenant_id, mime_type, created_at) values ($1, $2, 'image/png', now() - interval '25 hours')`,
      [unused, fixture.tenant.tenantId],
    );
    await query('delete from messages where id = $1', [doomed.messageId]);
    await query(`update attachments set created_at = now() - interval '25 hours' where id = $1`, [doomed.id]);
    expect(await sweepUnused({ database: fixture.database, storage })).toBe(2);
    expect((await query<{ id: string }>('select id from attachments')).map(row => row.id)).toEqual([kept.id]);
    expect(await stored()).toEqual([(await stateOf(kept.id))?.storage_key]);
  });

  it('goes also when the rows were deleted at once', async () => {
    const { id } = await addFile();
    await run(id);
    await query('delete from attachments where id = $1', [id]);
    expect(await sweepOrphans({ database: fixture.database, storage })).toBe(0);
    expect(await sweepOrphans({ database: fixture.database, storage, olderThanMs: -1_000 })).toBe(1);
    expect(await stored()).toEqual([]);
  });
});

/** One suite for both storages: a folder, and an S3 service that checks every signature. */
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { discard, FileTooLong, spool, sweepSpool } from '../../src/media/spool.js';
import { type MediaStorage, newStorageKey, readStorageKey } from '../../src/media/storage/media-storage.js';
import { openStorage } from '../../src/media/storage/open-storage.js';
import { type S3Server, startS3Server, toSignature } from '../support/s3-server.js';

let folder: string;
let s3: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-media-'));
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const chunks = (...texts: string[]) => Readable.from(texts.map(text => Buffer.from(text)));
const readAll = async (stream: Readable | null) => {
  if (stream === null) return null;
  const read: Buffer[] = [];
  for await (const chunk of stream) read.push(chunk);
  return Buffer.concat(read).toString();
};
const newKey = () => newStorageKey(uuidV7(), uuidV7());

describe.each(['folder', 's3'] as const)('the storage of kind %s', kind => {
  let storage: MediaStorage;
  beforeAll(async () => {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3;
    const settings = { endpoint, bucket, region, accessKeyId, secretAccessKey, pathStyle: true };
    storage = await openStorage(
      kind === 's3' ? { dataDir: join(folder, 'with-s3'), s3: settings } : { dataDir: join(folder, 'alone') },
    );
    expect(storage.kind).toBe(kind);
  });
  afterAll(() => storage.close());

  const store = async (text: string, key = newKey()) => {
    const file = await spool(storage.spoolFolder, chunks(text), 1_000_000);
    await storage.put(key, file, 'text/plain');
    return key;
  };
  const listed = async () => {
    const keys: string[] = [];
    for await (const { key, modifiedAt } of storage.list()) {
      expect(Math.abs(Date.now() - modifiedAt.getTime())).toBeLessThan(60_000);
      keys.push(key);
    }
    return keys.sort();
  };

  it('gives back what was put, and uses the spooled file up', async () => {
    const text = 'Файл '.repeat(50_000);
    const key = await store(text);
    expect(await readAll(await storage.open(key))).toBe(text);
    expect(await readdir(storage.spoolFolder)).toEqual([]);
  });

  it('gives a part, both ends included', async () => {
    const key = await store('0123456789');
    expect(await readAll(await storage.open(key, { start: 2, end: 4 }))).toBe('234');
    expect(await readAll(await storage.open(key, { start: 9, end: 9 }))).toBe('9');
  });

  it('has nothing under a key that was not put, and removes what is not there without complaint', async () => {
    const key = newKey();
    expect(await storage.open(key)).toBeNull();
    await storage.remove(key);
  });

  it('forgets what is removed', async () => {
    const key = await store('gone soon');
    await storage.remove(key);
    expect(await storage.open(key)).toBeNull();
  });

  it('lists everything, over several pages', async () => {
    for (const key of await listed()) await storage.remove(key);
    const keys = await Promise.all(Array.from({ length: 8 }, (_, n) => store(`file ${n}`)));
    expect(await listed()).toEqual([...keys].sort());
  });

  it('keeps two files of one attachment apart', async () => {
    const [tenantId, attachmentId] = [uuidV7(), uuidV7()];
    const first = await store('one', newStorageKey(tenantId, attachmentId));
    const second = await store('two', newStorageKey(tenantId, attachmentId));
    expect(await readAll(await storage.open(first))).toBe('one');
    expect(await readAll(await storage.open(second))).toBe('two');
  });
});

describe('the storage of kind s3', () => {
  const open = (extra: Partial<Record<'secretAccessKey' | 'bucket', string>> = {}) => {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3;
    return openStorage({
      dataDir: join(folder, 'with-s3'),
      s3: { endpoint, bucket, region, accessKeyId, secretAccessKey, pathStyle: true, ...extra },
    });
  };

  it('rejects with the code of the service and without its words, and the file stays to be tried again', async () => {
    const storage = await open();
    const file = await spool(storage.spoolFolder, chunks('a file'), 100);
    s3.failNext(503);
    const put = storage.put(newKey(), file, 'text/plain');
    await expect(put).rejects.toThrow('The storage answered HTTP 503 (SlowDown).');
    expect((await stat(file.path)).size).toBe(6);
    await discard(file);
    await storage.close();
  });

  it('is refused with a wrong secret', async () => {
    const storage = await open({ secretAccessKey: 'not-the-secret' });
    const before = s3.refused();
    await expect(storage.open(newKey())).rejects.toThrow('HTTP 403 (SignatureDoesNotMatch)');
    expect(s3.refused()).toBe(before + 1);
    await storage.close();
  });

  it('is checked by a server that agrees with the example of the specification', () => {
    // AWS, "Signature calculations for the Authorization header", example: GET object.
    const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const signature = toSignature(
      {
        method: 'GET',
        url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
        headers: {
          host: 'examplebucket.s3.amazonaws.com',
          range: 'bytes=0-9',
          'x-amz-content-sha256': emptyHash,
          'x-amz-date': '20130524T000000Z',
        },
        signedHeaders: 'host;range;x-amz-content-sha256;x-amz-date',
        payloadHash: emptyHash,
        at: '20130524T000000Z',
      },
      { region: 'us-east-1', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
    );
    expect(signature).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  });
});

describe('a key', () => {
  it.each(['../../etc/passwd', 'a/b', `${uuidV7()}/../x.0000000000000000`, '', `${uuidV7()}/${uuidV7()}`])(
    'is not %j',
    async key => {
      expect(readStorageKey(key)).toBeNull();
      const storage = await openStorage({ dataDir: join(folder, 'keys') });
      await expect(storage.open(key)).rejects.toThrow('no key');
    },
  );
});

describe('gathering a stream', () => {
  let spoolFolder: string;
  beforeEach(() => {
    spoolFolder = join(folder, uuidV7());
  });

  it('ends with the size and the digest', async () => {
    const file = await spool(spoolFolder, chunks('hello', ' ', 'world'), 11);
    expect(file).toMatchObject({
      sizeBytes: 11,
      sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
    });
  });

  it('leaves nothing of a stream that is too long, or that breaks off', async () => {
    await expect(spool(spoolFolder, chunks('hello', ' ', 'world'), 10)).rejects.toThrow(FileTooLong);
    async function* broken() {
      yield Buffer.from('a part');
      throw new Error('cut');
    }
    await expect(spool(spoolFolder, broken(), 100)).rejects.toThrow('cut');
    expect(await readdir(spoolFolder)).toEqual([]);
  });

  it('has what crashes left behind removed, and nothing that is still under way', async () => {
    const { path } = await spool(spoolFolder, chunks('young'), 10);
    const old = join(spoolFolder, 'old');
    await writeFile(old, 'old');
    await utimes(old, new Date(0), new Date(0));
    expect(await sweepSpool(spoolFolder, 60_000)).toBe(1);
    expect(await readdir(spoolFolder)).toEqual([path.split('/').at(-1)]);
    expect(await sweepSpool(join(folder, 'never-made'), 0)).toBe(0);
  });
});

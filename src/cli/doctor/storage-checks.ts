/** Where files are kept: the folder or the bucket, and the disk. */
import { randomUUID } from 'node:crypto';
import { open, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config.js';
import { uuidV7 } from '../../domain/uuid-v7.js';
import { spool } from '../../media/spool.js';
import { newStorageKey } from '../../media/storage/media-storage.js';
import { openStorage } from '../../media/storage/open-storage.js';
import { toStorageSettings } from '../../media/storage/storage-settings.js';
import { type Check, fail, ok, warn } from './check.js';

const mebibyte = 1_048_576;
const fewMebibytes = 1_024;
const leastMebibytes = 100;

/** Checks that files can be stored; leaves nothing behind. */
export async function checkStorage(config: Config): Promise<Check[]> {
  const folder = await findExisting(resolve(config.dataDir, 'media', 'incoming'));
  const checks = [await checkFolder(config, folder), await checkDisk(folder)];
  if (config.mediaS3Endpoint !== undefined) checks.push(await checkBucket(config));
  return checks;
}

/**
 * The folder, or the nearest path above it that exists: what root would create is not the server's. A file there is
 * reported when it is used as a folder.
 */
async function findExisting(folder: string): Promise<string> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  return isThere || folder === dirname(folder) ? folder : findExisting(dirname(folder));
}

async function checkFolder({ dataDir }: Config, folder: string): Promise<Check> {
  const file = join(folder, `.doctor-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile('trunkline doctor');
      await handle.sync();
    } finally {
      await handle.close();
      await rm(file, { force: true });
    }
  } catch (error) {
    const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
    return fail(
      'files',
      `${folder} cannot be written (${code})`,
      'give it to the user of the server, or set DATA_DIR',
    );
  }
  const { uid } = await stat(folder);
  if (process.getuid?.() === 0 && uid !== 0)
    return warn('files', `${folder} is not root's`, 'run "trunkline doctor" as the user of the server');
  return ok('files', `${folder} can be written (DATA_DIR is ${dataDir})`);
}

async function checkDisk(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / mebibyte);
  const finding = `${free} MiB are free at ${folder}`;
  const advice = 'free space, or move DATA_DIR: without space files are refused with STORAGE_FULL';
  if (free < leastMebibytes) return fail('disk', finding, advice);
  return free < fewMebibytes ? warn('disk', finding, advice) : ok('disk', finding);
}

/** Stores, reads and removes one small object. */
async function checkBucket(config: Config): Promise<Check> {
  const storage = await openStorage(toStorageSettings(config));
  const key = newStorageKey(uuidV7(), uuidV7());
  try {
    const file = await spool(storage.spoolFolder, asStream('trunkline doctor'), mebibyte);
    await storage.put(key, file, 'text/plain');
    const stream = await storage.open(key);
    stream?.destroy();
    await storage.remove(key);
    if (stream === null) throw new Error('The bucket does not have what was stored.');
    return ok('bucket', `an object was stored, read and removed at ${config.mediaS3Endpoint}`);
  } catch (error) {
    return fail(
      'bucket',
      `${config.mediaS3Endpoint}: ${error instanceof Error ? error.message : 'failed'}`,
      'correct the MEDIA_S3_ variables; the access key must be allowed to put, get, delete and list objects',
    );
  } finally {
    await storage.close();
  }
}

async function* asStream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** File storage in a local folder, or in one that all processes share. */
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ListedObject, type MediaStorage, readStorageKey } from './media-storage.js';

/** Creates the storage; folders are created on demand. */
export function createLocalStorage(folder: string): MediaStorage {
  const objects = join(folder, 'objects');
  const pathOf = (key: string): string => {
    const ids = readStorageKey(key);
    if (ids === null) throw new Error('This is no key of a stored file.');
    // Ids begin with the time, so their ends spread over the folders.
    return join(objects, ids.tenantId, ids.attachmentId.slice(-2), key.slice(ids.tenantId.length + 1));
  };
  return {
    kind: 'folder',
    spoolFolder: join(folder, 'incoming'),
    put: async (key, file) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await rename(file.path, path);
      await flushFolder(dirname(path));
    },
    open: async (key, range) => openFile(pathOf(key), range),
    remove: key => rm(pathOf(key), { force: true }),
    list: () => list(objects),
    close: async () => {},
  };
}

async function openFile(
  path: string,
  range: { start: number; end: number } | undefined,
): Promise<Readable | null> {
  try {
    const file = await open(path, 'r');
    return file.createReadStream(range);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A rename is durable once its folder is flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* list(objects: string): AsyncGenerator<ListedObject> {
  for await (const tenantId of names(objects)) {
    for await (const shard of names(join(objects, tenantId))) {
      for await (const name of names(join(objects, tenantId, shard))) {
        const facts = await stat(join(objects, tenantId, shard, name)).catch(() => null);
        if (facts?.isFile()) yield { key: `${tenantId}/${name}`, modifiedAt: facts.mtime };
      }
    }
  }
}

async function* names(folder: string): AsyncGenerator<string> {
  const directory = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (directory) for await (const entry of directory) yield entry.name;
}

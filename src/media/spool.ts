/** Spools a stream to a local file, so that memory stays small and size and digest are known before it is stored. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A complete file, flushed to the disk. */
export interface SpooledFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

/** The stream exceeds the allowed length. */
export class FileTooLong extends Error {
  constructor(readonly maxBytes: number) {
    super(`The file is larger than ${maxBytes} bytes.`);
  }
}

/**
 * Writes a stream to a new file.
 * @throws FileTooLong when it is longer than `maxBytes`; errors of the stream. No file is left behind then.
 */
export async function spool(
  folder: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<SpooledFile> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const chunk of body) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new FileTooLong(maxBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  await file.close();
  return { path, sizeBytes, sha256: hash.digest('hex') };
}

/** Removes a spooled file that was not stored; does nothing when it was. */
export async function discard(file: SpooledFile): Promise<void> {
  await rm(file.path, { force: true });
}

/** Removes files that crashes left behind. @returns how many */
export async function sweepSpool(folder: string, olderThanMs: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (!facts?.isFile() || Date.now() - facts.mtimeMs < olderThanMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

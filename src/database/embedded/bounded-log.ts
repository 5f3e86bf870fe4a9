import { copyFile, open, stat, truncate } from 'node:fs/promises';

/** Size limit of PostgreSQL's log; at most two files of this size exist. */
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Moves a log that exceeds the limit to `<file>.old` and empties it. The server keeps its file open, in append mode,
 * and continues at the start; lines written between the two steps are lost.
 */
export async function boundLog(file: string, limitBytes = LOG_LIMIT_BYTES): Promise<void> {
  const size = await sizeOf(file);
  if (size <= limitBytes) return;
  await copyFile(file, `${file}.old`);
  await truncate(file);
}

/** Size in bytes; 0 if the file does not exist. */
export async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/** Text written since the position, at most its last 4 kB. */
export async function readLogSince(file: string, position: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(position, size - 4096);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

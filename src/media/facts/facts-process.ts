/**
 * The program of the process that reads facts (`facts-reader.ts`): one file at a time, named by a message. It has no
 * credentials and no environment, and ends with the server.
 */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { FactsKind } from './limits.js';
import { readPicture } from './read-picture.js';
import { readSound } from './read-sound.js';

/** The file to read. */
export interface FactsRequest {
  readonly path: string;
  readonly kind: FactsKind;
}

/** The answer; `facts` is null when the file cannot be read. */
export interface FactsAnswer {
  readonly facts: object | null;
  /** True if the next file needs a new process. */
  readonly isLast: boolean;
}

/** The memory of WebAssembly grows only. */
const maxResidentBytes = 384 * 1_048_576;

const nothing = { width: null, height: null, thumbnail: null, durationSeconds: null, waveform: null };

async function read({ path, kind }: FactsRequest): Promise<object> {
  if (kind === 'picture') return { ...nothing, ...(await readPicture(await readFile(path))) };
  return { ...nothing, ...(await readSound(path, kind === 'film')) };
}

async function answer(request: FactsRequest): Promise<FactsAnswer> {
  try {
    const facts = await read(request);
    return { facts, isLast: process.memoryUsage.rss() > maxResidentBytes };
  } catch {
    // A decoder that has thrown may be left in any state.
    return { facts: null, isLast: true };
  }
}

process.on('message', (request: FactsRequest) => {
  void answer(request).then(found => process.send?.(found));
});
process.on('disconnect', () => process.exit());
/** A decoder that never ends does not see that the server has gone; a thread does. */
const watch = `const { ppid } = process;
setInterval(() => process.ppid === ppid || process.kill(process.pid, 'SIGKILL'), 2000);`;
new Worker(watch, { eval: true }).unref();

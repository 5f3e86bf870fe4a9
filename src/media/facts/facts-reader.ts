/**
 * Reads facts of files in a process of its own, one file at a time: a decoder that hangs, grows or crashes on untrusted
 * bytes is ended, and the file is stored without facts.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';
import type { FactsAnswer, FactsRequest } from './facts-process.js';
import { factsKindOf, maxFactsBytes } from './limits.js';
import { type MediaFacts, mediaFactsSchema, noFacts } from './media-facts.js';

/** A local file whose type was detected. */
export interface FactsFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Reads facts. */
export interface FactsReader {
  /**
   * The facts of a file; those that cannot be known are null. Never rejects.
   * @param isAwaited true if a person waits for it; it goes before the others then
   */
  read(file: FactsFile, isAwaited?: boolean): Promise<MediaFacts>;
  /** Ends the process. Idempotent. */
  stop(): void;
}

/** Options of `createFactsReader`. */
export interface FactsReaderOptions {
  /** The program of the process; the packed `facts-process.ts` by default. */
  readonly program?: string;
  /** The longest time for one file, the start of the process included. */
  readonly timeoutMs?: number;
  readonly log?: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
}

const defaultTimeoutMs = 15_000;
/** The process holds some 100 MB; it ends when there was nothing to do for this long. */
const idleMs = 15_000;
/** More files at once are stored without facts: uploads must not wait for minutes. */
const maxWaiting = 32;

/** Next to package.json, independent of where the build puts this module. */
const packedProgram = () =>
  join(dirname(findPackageJSON(import.meta.url) ?? ''), 'dist', 'bundle', 'media-facts.js');

/** Creates the reader; its process starts with the first file. */
export function createFactsReader(options: FactsReaderOptions = {}): FactsReader {
  const { program = packedProgram(), timeoutMs = defaultTimeoutMs, log = () => {} } = options;
  const queue = new PQueue({ concurrency: 1 });
  let worker: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  const end = (): void => {
    worker?.kill('SIGKILL');
    worker = null;
  };
  const start = (): ChildProcess => {
    const { SYSTEMROOT } = process.env;
    const started = fork(program, {
      env: SYSTEMROOT === undefined ? {} : { SYSTEMROOT },
      ...{ execArgv: ['--max-old-space-size=256'], serialization: 'advanced' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.on('error', () => {});
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    // Neither keeps this process alive.
    started.unref();
    started.channel?.unref();
    return started;
  };

  const ask = async (request: FactsRequest): Promise<MediaFacts> => {
    if (isStopped) return noFacts;
    clearTimeout(idle);
    worker ??= start();
    const asked = worker;
    const answer = await new Promise<FactsAnswer | string>(resolve => {
      const onMessage = (found: unknown) => settle(found as FactsAnswer);
      const onEnd = () => settle('the process ended');
      const timer = setTimeout(() => settle('it took too long'), timeoutMs);
      const settle = (found: FactsAnswer | string) => {
        clearTimeout(timer);
        asked.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
        resolve(found);
      };
      asked.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
      asked.send(request, error => {
        if (error) onEnd();
      });
    });
    if (typeof answer === 'string' || answer.isLast !== false) end();
    else idle = setTimeout(end, idleMs).unref();
    if (typeof answer === 'string') log('media facts missing', { kind: request.kind, reason: answer });
    if (typeof answer === 'string' || answer.facts === null) return noFacts;
    const checked = mediaFactsSchema.safeParse(answer.facts);
    return checked.success ? checked.data : noFacts;
  };

  return {
    read: async ({ path, sizeBytes, contentType }, isAwaited = false) => {
      const kind = factsKindOf(contentType);
      if (kind === null || sizeBytes > maxFactsBytes[kind] || queue.size >= maxWaiting) return noFacts;
      return queue.add(() => ask({ path, kind }), { priority: isAwaited ? 1 : 0 });
    },
    stop: () => {
      isStopped = true;
      clearTimeout(idle);
      end();
    },
  };
}

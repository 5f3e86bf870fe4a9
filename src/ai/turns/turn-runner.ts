/**
 * Runs the turns that are due, few at a time. A turn belongs to the process that has claimed its row, as long as that lives: it
 * holds the lock of its name, and the rows of a name whose lock is free are given back (as `jobs/dead-workers.ts` does).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../database/database.js';
import { workerLock } from '../../jobs/dead-workers.js';
import type { SessionLocks } from '../../jobs/session-locks.js';
import {
  type AiTurnJob,
  claimTurn,
  endTurnJob,
  failTurnJob,
  findDeadTurns,
  releaseDeadTurns,
  releaseTurnJob,
  releaseUnknownTurns,
  repeatTurnJob,
} from './turn-job.js';
import { createTurnPace, type TurnPace } from './turn-pace.js';

/** Options of `createTurnRunner`. */
export interface TurnRunnerOptions {
  readonly database: Pick<Database, 'query'>;
  readonly locks: Pick<SessionLocks, 'hold' | 'isOpen'>;
  /** Runs one; rejects when it is to be repeated. */
  run(job: AiTurnJob, stopping: AbortSignal): Promise<void>;
  /** Turns that run at once in this process; the others wait in the queue and hold nothing. */
  readonly maxTurns: number;
  readonly pace?: TurnPace;
  /** A process is dead when the lock of its name is free twice, this long apart. */
  readonly deadAfterMs?: number;
  /** Tells a person what should not happen. */
  readonly alert: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** The turns of a process. */
export interface TurnRunner {
  /** Begins what is due and may begin. */
  begin(): Promise<void>;
  /** Takes the lock of its name; nothing begins before. */
  open(): Promise<void>;
  /** Gives back rows of dead processes, and those of its own that it does not know. */
  giveBack(stopping: AbortSignal): Promise<void>;
  /** Ends: running turns are stopped and given back. */
  stop(): Promise<void>;
}

/** Looks at one conversation that fail; then only a new message brings another. */
const maxAttempts = 8;
const noTenant = '00000000-0000-0000-0000-000000000000';

/** Creates the runner of a process. */
export function createTurnRunner(options: TurnRunnerOptions): TurnRunner {
  const { database, locks, maxTurns, pace = createTurnPace(), deadAfterMs = 2_000, alert } = options;
  const name = `turns-${randomUUID()}`;
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let isOpen = false;
  let lastTenant = noTenant;
  let beginning: Promise<void> | null = null;
  let isWanted = false;
  let timer: NodeJS.Timeout | null = null;

  const end = async ({ conversationId }: AiTurnJob): Promise<void> => {
    const ended = await database.query(endTurnJob, [conversationId, name]);
    if (ended.length === 0) await database.query(repeatTurnJob, [conversationId, name]);
  };

  const run = async (job: AiTurnJob, attempts: number): Promise<void> => {
    const { conversationId } = job;
    try {
      if (attempts <= maxAttempts) await options.run(job, stopping.signal);
      await end(job);
    } catch (error) {
      if (!stopping.signal.aborted) alert('a turn failed', { conversationId, error: String(error) });
      const after = stopping.signal.aborted ? releaseTurnJob : failTurnJob;
      // When this fails too, `giveBack` does it.
      await database.query(after, [conversationId, name]).catch(() => {});
    }
  };

  const mayClaim = (): boolean =>
    isOpen && !stopping.signal.aborted && locks.isOpen() && running.size < maxTurns;

  const beginDue = async (): Promise<void> => {
    while (mayClaim()) {
      const waitMs = pace.waitMs();
      if (waitMs > 0) {
        timer ??= setTimeout(() => {
          timer = null;
          void begin();
        }, waitMs);
        return;
      }
      const [claimed] = await database.query(claimTurn, [name, lastTenant]);
      if (!claimed) return;
      const { attempts, ...job } = claimed;
      lastTenant = job.tenantId;
      pace.onBegin();
      const ended = run(job, attempts).finally(() => {
        running.delete(job.conversationId);
        void begin();
      });
      running.set(job.conversationId, ended);
    }
  };

  const begin = (): Promise<void> => {
    isWanted = true;
    beginning ??= beginWanted();
    return beginning;
  };
  const beginWanted = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      // The next sweep tries again.
      await beginDue().catch((error: unknown) => alert('turns cannot begin', { error: String(error) }));
    }
    beginning = null;
  };

  const findDead = async (): Promise<string[]> => (await database.query(findDeadTurns)).map(({ id }) => id);

  return {
    begin,
    open: async () => {
      await locks.hold(workerLock(name));
      isOpen = true;
      await begin();
    },
    giveBack: async signal => {
      await database.query(releaseUnknownTurns, [name, [...running.keys()]]);
      const suspects = new Set(await findDead());
      if (suspects.size === 0) return;
      await delay(deadAfterMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const dead = (await findDead()).filter(id => suspects.has(id));
      if (dead.length === 0) return;
      await database.query(releaseDeadTurns, [dead]);
      await begin();
    },
    stop: async () => {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await beginning;
      await Promise.all(running.values());
    },
  };
}

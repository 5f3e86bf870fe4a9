/** The assistants' part of the worker: reads the event log, and runs turns, few at a time. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AiTurnStatus } from '../domain/vocabulary.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { AiTurn } from '../entities/ai-turn.entity.js';
import { hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs, olderThanSql } from '../jobs/lost-jobs.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { createBreaker } from './model/breaker.js';
import { runTurn } from './turns/run-turn.js';
import { type AiTurnJob, addAiTurnJob, aiTurnFlag, aiTurnKey, aiTurnTask } from './turns/turn-job.js';
import type { TurnOptions } from './turns/turn-options.js';
import { watchEvents } from './turns/watch-events.js';

/** Options of `createAiJobs`. */
export interface AiJobsOptions extends TurnOptions {
  /** Turns that run at once in this process; the others wait in the queue and hold nothing. */
  readonly maxTurns?: number;
  readonly watchEventsMs?: number;
}

const defaultMaxTurns = 4;
const keptDays = 30;
const turn = tableOf(AiTurn).of('u');
const calls = tableOf(AiCall);

const lostTurns = defineLostJobs({
  name: 'lost turns of assistants',
  addJob: addAiTurnJob({
    tenantId: 'lost.tenant_id',
    conversationId: 'lost.conversation_id',
    runAt: 'now()',
  }),
  lost: `select ${turn.tenantId} as tenant_id, ${turn.conversationId} as conversation_id from ${tableOf(AiTurn).table} u
     where ${turn.status} = ${quoted(AiTurnStatus.RUNNING)} and ${olderThanSql(turn.createdAt)} and ${hasNoJobSql(aiTurnKey(String(turn.conversationId)))}
     order by ${turn.id} limit 1000`,
  minAgeMs: 180_000,
});

const dropPrompts = statement(
  'ai-drop-prompts',
  `update ${calls.table} set ${calls.column.prompt} = null, ${calls.column.answer} = null
    where ${calls.column.prompt} is not null and ${calls.column.createdAt} < now() - interval '${keptDays} days'`,
);

/** Deletes prompts and answers past their retention; the figures stay. */
export async function dropOldPrompts(database: Pick<Database, 'query'>): Promise<void> {
  await database.query(dropPrompts);
}

/** Jobs and sweeps for the worker. */
export function createAiJobs(options: AiJobsOptions): JobPart {
  const { database, maxTurns = defaultMaxTurns, watchEventsMs = 1_000 } = options;
  const breaker = createBreaker();
  const stopping = new AbortController();
  let linked: AbortSignal | null = null;
  let running = 0;
  let onFree = (): void => {};
  return {
    tasks: {
      [aiTurnTask]: async job => {
        running += 1;
        try {
          await runTurn({ ...options, breaker }, job as AiTurnJob, stopping.signal);
        } finally {
          running -= 1;
          onFree();
        }
      },
    },
    gate: {
      busyFlags: () => (running >= maxTurns ? [aiTurnFlag] : null),
      onFree: listener => {
        onFree = listener;
      },
    },
    sweeps: [
      {
        name: 'turns of assistants',
        everyMs: watchEventsMs,
        run: async signal => {
          // Running calls end with the worker.
          if (linked !== signal) signal.addEventListener('abort', () => stopping.abort(), { once: true });
          linked = signal;
          await watchEvents(database, signal);
        },
      },
      lostTurns.sweep(database),
      { name: 'prompts of assistants', everyMs: 3_600_000, run: () => dropOldPrompts(database) },
    ],
    close: () => stopping.abort(),
  };
}

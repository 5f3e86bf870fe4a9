/** The assistants' part of the worker: reads the event log, and runs turns, few at a time. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AiTurnStatus } from '../domain/vocabulary.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { AiTurn } from '../entities/ai-turn.entity.js';
import { AiTurnJobRecord } from '../entities/ai-turn-job.entity.js';
import { olderThanSql } from '../jobs/lost-jobs.js';
import type { SessionLocks } from '../jobs/session-locks.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { createBreaker } from './model/breaker.js';
import { runTurn } from './turns/run-turn.js';
import { addTurnJobsSql } from './turns/turn-job.js';
import type { TurnOptions } from './turns/turn-options.js';
import { createTurnRunner } from './turns/turn-runner.js';
import { watchEvents } from './turns/watch-events.js';

/** Options of `createAiJobs`. */
export interface AiJobsOptions extends TurnOptions {
  readonly locks: Pick<SessionLocks, 'hold' | 'isOpen'>;
  /** Turns that run at once in this process; the others wait in the queue and hold nothing. */
  readonly maxTurns?: number;
  readonly watchEventsMs?: number;
  /** Tells a person what should not happen. */
  readonly alert: TurnOptions['log'];
}

const defaultMaxTurns = 4;
const keptDays = 30;
const turn = tableOf(AiTurn).of('u');
const calls = tableOf(AiCall);

/** Safety net: turns that began and are not in the queue, as someone edited it, or a look failed too often. $1 least age. */
const addLostTurns = statement(
  'ai-add-lost-turns',
  addTurnJobsSql(`select min(${turn.tenantId}::text)::uuid as tenant_id, ${turn.conversationId} as conversation_id, now() as due_at
     from ${tableOf(AiTurn).table} u
    where ${turn.status} = ${quoted(AiTurnStatus.RUNNING)} and ${olderThanSql(turn.createdAt)}
      and not exists (select from ${tableOf(AiTurnJobRecord).table} j where ${tableOf(AiTurnJobRecord).of('j').conversationId} = ${turn.conversationId})
    group by ${turn.conversationId} order by ${turn.conversationId} limit 1000`),
);
const lostAfterMs = 180_000;

const dropPrompts = statement(
  'ai-drop-prompts',
  `update ${calls.table} set ${calls.column.prompt} = null, ${calls.column.answer} = null
    where ${calls.column.prompt} is not null and ${calls.column.createdAt} < now() - interval '${keptDays} days'`,
);

/** Deletes prompts and answers past their retention; the figures stay. */
export async function dropOldPrompts(database: Pick<Database, 'query'>): Promise<void> {
  await database.query(dropPrompts);
}

/** The turns of this process and the sweeps of assistants. */
export function createAiJobs(options: AiJobsOptions): JobPart {
  const { database, locks, alert, maxTurns = defaultMaxTurns, watchEventsMs = 1_000 } = options;
  const breaker = createBreaker();
  const turns = createTurnRunner({
    ...{ database, locks, maxTurns, alert },
    run: (job, stopping) => runTurn({ ...options, breaker }, job, stopping),
  });
  return {
    sweeps: [
      {
        name: 'turns of assistants',
        everyMs: watchEventsMs,
        run: async stopping => {
          await watchEvents(database, stopping);
          await turns.begin();
        },
      },
      { name: 'turns of dead processes', everyMs: 10_000, run: turns.giveBack },
      {
        name: 'lost turns of assistants',
        everyMs: 60_000,
        run: async () => void (await database.query(addLostTurns, [lostAfterMs])),
      },
      { name: 'prompts of assistants', everyMs: 3_600_000, run: () => dropOldPrompts(database) },
    ],
    open: turns.open,
    drain: turns.stop,
  };
}

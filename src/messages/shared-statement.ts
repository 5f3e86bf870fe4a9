/**
 * Calls that share a statement: those of one turn of the event loop go together, and while a statement is under way for a company,
 * further calls for it gather for the next. So a lone call waits for nothing else, and many at once share their round trips, commits
 * and turns at the event counter.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../database/database.js';
import { createByteBudget } from '../domain/byte-budget.js';
import { TrunklineError, UnavailableError } from '../domain/errors.js';

/** Runs a statement for calls of one company; returns the result of each, in their order. */
export type RunTogether<Call, Result> = (
  database: Database,
  tenantId: string,
  calls: readonly Call[],
) => Promise<readonly Result[]>;

/** One call; rejects with UnavailableError when too many bytes wait. */
export type Shared<Call, Result> = (database: Database, tenantId: string, call: Call) => Promise<Result>;

/** Options of `shareStatement`. */
export interface ShareOptions<Call> {
  /** What a call takes while it waits, as an estimate. */
  readonly bytesOf: (call: Call) => number;
  /** Limits of what waits; the defaults hold many thousands of small calls. */
  readonly maxBytes?: { readonly total: number; readonly ofCompany: number };
}

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const mostTogether = 32;
const defaultMaxBytes = { total: 16 * 2 ** 20, ofCompany: 4 * 2 ** 20 };

/**
 * Shares a statement among calls. When it fails for several, each is repeated alone, so that none fails for another;
 * `run` must be safe to repeat. When the database does not answer, all fail.
 */
export function shareStatement<Call, Result>(
  run: RunTogether<Call, Result>,
  { bytesOf, maxBytes = defaultMaxBytes }: ShareOptions<Call>,
): Shared<Call, Result> {
  /** The calls that wait, by company; a company is in it while a statement is under way for it. */
  const lanes = new WeakMap<Database, Map<string, Waiting<Call, Result>[]>>();
  const budget = createByteBudget(maxBytes.total, maxBytes.ofCompany);

  const runAll = async (database: Database, tenantId: string, group: readonly Waiting<Call, Result>[]) => {
    try {
      const results = await run(
        database,
        tenantId,
        group.map(({ call }) => call),
      );
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length === 1 || error instanceof TrunklineError)
        for (const { reject } of group) reject(error);
      else for (const each of group) await runAll(database, tenantId, [each]);
    }
  };

  const drain = async (
    database: Database,
    tenantId: string,
    lane: Waiting<Call, Result>[],
    ofDatabase: Map<string, Waiting<Call, Result>[]>,
  ): Promise<void> => {
    // Replies that were inserted together are sent together: the first of them must not go alone.
    await nextTurn();
    while (lane.length > 0) await runAll(database, tenantId, lane.splice(0, mostTogether));
    ofDatabase.delete(tenantId);
  };

  const submit = (database: Database, tenantId: string, call: Call): Promise<Result> =>
    new Promise((resolve, reject) => {
      const ofDatabase = lanes.get(database) ?? new Map<string, Waiting<Call, Result>[]>();
      lanes.set(database, ofDatabase);
      const lane = ofDatabase.get(tenantId);
      if (lane) {
        lane.push({ call, resolve, reject });
        return;
      }
      const opened = [{ call, resolve, reject }];
      ofDatabase.set(tenantId, opened);
      void drain(database, tenantId, opened, ofDatabase);
    });

  return async (database, tenantId, call) => {
    const giveBack = budget.take(tenantId, bytesOf(call));
    if (giveBack === null) throw new UnavailableError('Too much waits for the database');
    try {
      return await submit(database, tenantId, call);
    } finally {
      giveBack();
    }
  };
}

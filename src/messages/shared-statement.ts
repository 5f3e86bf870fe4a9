/**
 * Calls that share a statement: while one is under way for a company, further calls for it gather, and go together with the
 * next. So a lone call waits for nothing, and many at once share their commits and their turns at the event counter.
 */
import type { Database } from '../database/database.js';

/** Runs a statement for calls of one company; returns the result of each, in their order. */
export type RunTogether<Call, Result> = (
  database: Database,
  tenantId: string,
  calls: readonly Call[],
) => Promise<readonly Result[]>;

/** One call. */
export type Shared<Call, Result> = (database: Database, tenantId: string, call: Call) => Promise<Result>;

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

const mostTogether = 32;

/**
 * Shares a statement among calls. When it fails for several, each is repeated alone, so that none fails for another;
 * `run` must be safe to repeat.
 */
export function shareStatement<Call, Result>(run: RunTogether<Call, Result>): Shared<Call, Result> {
  /** The calls that wait, by company; a company is in it while a statement is under way for it. */
  const lanes = new WeakMap<Database, Map<string, Waiting<Call, Result>[]>>();

  const runAll = async (database: Database, tenantId: string, group: readonly Waiting<Call, Result>[]) => {
    try {
      const results = await run(
        database,
        tenantId,
        group.map(({ call }) => call),
      );
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const each of group) await runAll(database, tenantId, [each]);
    }
  };

  const drain = async (
    database: Database,
    tenantId: string,
    lane: Waiting<Call, Result>[],
    ofDatabase: Map<string, Waiting<Call, Result>[]>,
  ): Promise<void> => {
    while (lane.length > 0) await runAll(database, tenantId, lane.splice(0, mostTogether));
    ofDatabase.delete(tenantId);
  };

  return (database, tenantId, call) =>
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
}

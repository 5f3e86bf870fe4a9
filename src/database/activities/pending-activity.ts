/** The activity of a transaction: gathers what changed, and writes its rows before the commit. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { NewEvent } from '../publish.js';
import type { Statement } from '../statement.js';
import { type ActivityCause, currentCause } from './activity-cause.js';
import { type ActivityRecord, fromEvents, fromRowChanges, type RowChange } from './derive-activity.js';
import { toRecordRow, writeStatement } from './write-activities.js';

type Query = <Row extends object>(
  statement: Statement<Row>,
  parameters: readonly unknown[],
) => Promise<Row[]>;

/** The activity of one transaction. */
export class PendingActivity {
  readonly #records: ActivityRecord[] = [];
  readonly #changes: RowChange[] = [];
  #isExplicit = false;
  #hasWritten = false;

  constructor(private readonly cause: ActivityCause) {}

  /** Adds a row that the use case describes; then none is derived. */
  record(record: ActivityRecord): void {
    this.#isExplicit = true;
    this.#records.push(record);
  }

  /** Adds changes that the mapper is about to write. */
  addChanges(changes: readonly RowChange[]): void {
    this.#changes.push(...changes);
  }

  /**
   * Writes the rows so far, as the last statement before the events: one derived from the changes, or those that the use
   * case has described. Changes come first, as they have values; the first event stands for all of an operation.
   */
  async write(query: Query, tenantId: string | null, events: readonly NewEvent[]): Promise<void> {
    const { rule, isRecorded } = this.cause;
    if (!this.#isExplicit && !this.#hasWritten && !rule.isExplicit) {
      const derived = fromRowChanges(rule, this.#changes) ?? (isRecorded ? null : fromEvents(rule, events));
      if (derived) this.#records.push(derived);
    }
    const records = this.#records.splice(0);
    if (records.length === 0) return;
    const { actor } = this.cause;
    const rows = records.map(record => toRecordRow(rule, record, tenantId ?? actor.tenantId));
    this.#hasWritten = true;
    await query(writeStatement, [
      JSON.stringify(rows),
      ...[actor.actorKind, actor.actorId, actor.credentialKind, actor.credentialId],
      ...[actor.ipAddress, actor.userAgent],
    ]);
  }

  /** Called after the commit. */
  committed(): void {
    if (this.#hasWritten) this.cause.isRecorded = true;
  }
}

const pending = new AsyncLocalStorage<PendingActivity | null>();

/** The activity of a new transaction; null outside a recorded operation. */
export function beginActivity(): PendingActivity | null {
  const cause = currentCause();
  return cause ? new PendingActivity(cause) : null;
}

/** Runs the work of a transaction with its activity. */
export function inActivity<Result>(activity: PendingActivity | null, work: () => Result): Result {
  return activity ? pending.run(activity, work) : work();
}

/** The activity of the running transaction. */
export function currentActivity(): PendingActivity | null {
  return pending.getStore() ?? null;
}

/**
 * Describes the activity of the running transaction, where its statements or their events do not say enough. Without a
 * recorded operation (webhooks, jobs, tests) it does nothing.
 */
export function recordActivity(record: ActivityRecord): void {
  currentActivity()?.record(record);
}

/**
 * The cause of the changes in a running request or command: who, by which credential, and what the change is called. Set
 * where operations are executed and read by the transactions, so that no use case passes it on (decision 0050).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ActivityActorKind, CredentialKind } from '../../domain/vocabulary.js';

/** How an operation is recorded. */
export interface ActivityRule {
  /** Such as `lead.updated`. */
  readonly action: string;
  /** Name of the entity that is the target. */
  readonly target: string;
  /** Columns of the target whose values are recorded; of all others only the change. */
  readonly shown: readonly string[];
  /** True if only `recordActivity` writes rows: for operations of several transactions. */
  readonly isExplicit: boolean;
}

/** The actor of a request or command. */
export interface ActivityActor {
  /** Null where the operation finds its company itself. */
  readonly tenantId: string | null;
  readonly actorKind: ActivityActorKind;
  readonly actorId: string | null;
  readonly credentialKind: CredentialKind | null;
  readonly credentialId: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** The cause of the changes of one operation. */
export interface ActivityCause {
  readonly actor: ActivityActor;
  readonly rule: ActivityRule;
  /** True once a committed transaction of the operation has written a row. */
  isRecorded: boolean;
}

const causes = new AsyncLocalStorage<ActivityCause | undefined>();

/** Runs an operation whose changes are recorded. */
export function runWithCause<Result>(actor: ActivityActor, rule: ActivityRule, work: () => Result): Result {
  return causes.run({ actor, rule, isRecorded: false }, work);
}

/** Runs work that an operation sets off, and that is not a part of it: what it writes is not recorded. */
export function runWithoutCause<Result>(work: () => Result): Result {
  return causes.getStore() === undefined ? work() : causes.run(undefined, work);
}

/** The cause of the running operation; undefined for work that is not recorded. */
export function currentCause(): ActivityCause | undefined {
  return causes.getStore();
}

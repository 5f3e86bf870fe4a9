/**
 * Exact cache of answers (decision 0090): an operation of a tenant that has not moved since costs a look at the
 * position of its event log, and writing the bytes. Bounded in bytes for the whole process and for each tenant.
 */
import { LRUCache } from 'lru-cache';
import { upTo } from '../../domain/up-to.js';
import type { Executed } from './answer.js';
import type { Shared } from './shared-executions.js';
import { TenantAnswers } from './tenant-answers.js';

/**
 * `moving`: neither looked for nor stored, as its tenant moves all the time. `shared`: given by an execution that began
 * after the question, for equal ones.
 */
export type AnswerOutcome = 'hit' | 'miss' | 'moving' | 'shared';

/** Options of `createAnswerCache`. */
export interface AnswerCacheOptions {
  readonly limitBytes: number;
  /** The place of a tenant's event log as committed now. */
  readonly readPlace: (tenantId: string) => Promise<string>;
  readonly observe: (outcome: AnswerOutcome, durationMs: number) => void;
}

/** What is asked. */
export interface Question {
  readonly tenantId: string;
  /** Equal only for requests that get the same answer while the tenant does not move. */
  readonly key: string;
}

/** The cache of a process. */
export interface AnswerCache {
  /**
   * The stored answer, if the position that is read after this call is still the one at which it was made; else executes.
   * Never shows an older state than was committed before the call.
   */
  answer<Reply>(question: Question, execute: () => Promise<Executed<Reply>>): Promise<Shared<Reply>>;
  readonly bytes: number;
  readonly entries: number;
}

/** One tenant gets at most this part of the cache. */
const shareOfTenant = 1 / 4;
const maxTenants = 10_000;

/** Creates an empty cache. */
export function createAnswerCache({ limitBytes, readPlace, observe }: AnswerCacheOptions): AnswerCache {
  let bytes = 0;
  let entries = 0;
  const tenants = new LRUCache<string, TenantAnswers>({
    ...upTo(maxTenants),
    dispose: tenant => tenant.close(),
  });
  const resized = (byBytes: number, byEntries: number): void => {
    bytes += byBytes;
    entries += byEntries;
    while (bytes > limitBytes && tenants.size > 0) tenants.pop();
  };
  const tenantOf = (tenantId: string): TenantAnswers => {
    const known = tenants.get(tenantId);
    if (known) return known;
    const tenant = new TenantAnswers({
      readPlace: () => readPlace(tenantId),
      limitBytes: Math.floor(limitBytes * shareOfTenant),
      resized,
    });
    tenants.set(tenantId, tenant);
    return tenant;
  };

  /** Observes an execution when it begins. */
  const observed =
    <Result>(outcome: AnswerOutcome, execute: () => Promise<Result>) =>
    () => {
      observe(outcome, 0);
      return execute();
    };
  const shared = <Reply>(given: Shared<Reply>): Shared<Reply> => {
    if ('stored' in given) observe('shared', 0);
    return given;
  };

  return {
    get bytes() {
      return bytes;
    },
    get entries() {
      return entries;
    },
    answer: async ({ tenantId, key }, execute) => {
      const startedMs = performance.now();
      const tenant = tenantOf(tenantId);
      if (tenant.takesRest()) {
        return shared(await tenant.runOnce(key, observed('moving', execute)));
      }
      if (tenant.mayHave(key)) {
        await tenant.look();
        const stored = await tenant.find(key);
        if (stored !== null) {
          observe('hit', performance.now() - startedMs);
          return { stored };
        }
      } else tenant.lookMeanwhile();
      return shared(await tenant.run(key, observed('miss', execute)));
    },
  };
}

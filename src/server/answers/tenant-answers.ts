/**
 * Stored answers of one tenant, all made at one place of its event log: after the place was read, and therefore from
 * rows that are as new as the place, or newer. When a later read finds another place, all of them are removed.
 */
import { LRUCache } from 'lru-cache';
import { SharedRead } from '../../delivery/shared-read.js';
import type { Answer, Executed } from './answer.js';
import { type Shared, SharedExecutions } from './shared-executions.js';

/** Options of `TenantAnswers`. */
export interface TenantAnswersOptions {
  /** The place of the log as committed now, read from the database. */
  readonly readPlace: () => Promise<string>;
  readonly limitBytes: number;
  /** Called with the difference when answers are stored or removed. */
  readonly resized: (bytes: number, entries: number) => void;
}

/** Bytes of an entry besides its text. */
const entryBytes = 512;
/** After more reads in a row that found another place, an answer is not expected to be there. */
const patience = 2;
const longestRest = 16;

/** The answers of a tenant. */
export class TenantAnswers {
  readonly #options: TenantAnswersOptions;
  readonly #place: SharedRead<void>;
  readonly #stored: LRUCache<string, Answer>;
  readonly #executions = new SharedExecutions();
  /** Executions that began at this place. */
  readonly #running = new Map<string, Promise<Answer | null>>();
  #current: string | null = null;
  #movedInARow = 0;
  #rest = 0;
  /** The place was read before the rest: that it has changed since is no sign that it changes between requests. */
  #isAfterRest = false;
  #isClosed = false;

  constructor(options: TenantAnswersOptions) {
    this.#options = options;
    this.#place = new SharedRead(async () => this.#moveTo(await options.readPlace()));
    this.#stored = new LRUCache<string, Answer>({
      maxSize: options.limitBytes,
      sizeCalculation: sizeOf,
      dispose: (answer, key) => options.resized(-sizeOf(answer, key), -1),
    });
  }

  /** True for some requests after the tenant has moved at several reads in a row: neither reading nor storing pays. */
  takesRest(): boolean {
    if (this.#rest === 0) return false;
    this.#rest -= 1;
    this.#isAfterRest = true;
    return true;
  }

  /** False if an answer cannot be there, or is not to be expected. */
  mayHave(key: string): boolean {
    if (this.#current === null) return true;
    return this.#movedInARow <= patience && (this.#stored.has(key) || this.#running.has(key));
  }

  /** Reads the place, in a read that begins after the call; removes all answers if it has changed. */
  look(): Promise<void> {
    return this.#place.get();
  }

  /** Reads the place meanwhile, for later requests. */
  lookMeanwhile(): void {
    // The execution itself reports an unreachable database.
    this.look().catch(() => {});
  }

  /** The answer of this key at the current place, also of a running execution; null without one. Only after `look`. */
  async find(key: string): Promise<Answer | null> {
    const answer = this.#stored.get(key) ?? (await this.#running.get(key)) ?? null;
    if (answer === null || Date.now() < answer.changesAtMs) return answer;
    if (this.#stored.peek(key) === answer) this.#stored.delete(key);
    return null;
  }

  /** Executes, or shares an execution that has not begun, and stores the answer unless the place has changed by then. */
  run<Reply>(key: string, execute: () => Promise<Executed<Reply>>): Promise<Shared<Reply>> {
    return this.#executions.run(key, () => {
      const hasPlace = this.#current !== null && !this.#isClosed;
      const executed = execute();
      if (hasPlace) this.#keep(key, executed);
      return executed;
    });
  }

  /** The same, without storing the answer. */
  runOnce<Reply>(key: string, execute: () => Promise<Executed<Reply>>): Promise<Shared<Reply>> {
    return this.#executions.run(key, execute);
  }

  /** Removes everything, and stores nothing from now on. */
  close(): void {
    this.#isClosed = true;
    this.#clear();
  }

  #keep(key: string, executed: Promise<Executed<unknown>>): void {
    const running = executed.then(
      ({ answer }) => answer,
      () => null,
    );
    this.#running.set(key, running);
    running.then(answer => {
      // Removed when the place changed, or replaced by a later execution.
      if (this.#running.get(key) !== running) return;
      this.#running.delete(key);
      if (answer === null || sizeOf(answer, key) > this.#options.limitBytes) return;
      this.#stored.set(key, answer);
      this.#options.resized(sizeOf(answer, key), 1);
    });
  }

  #moveTo(place: string): void {
    const isAfterRest = this.#isAfterRest;
    this.#isAfterRest = false;
    if (place === this.#current) {
      this.#movedInARow = 0;
      this.#rest = 0;
      return;
    }
    this.#current = place;
    this.#clear();
    if (isAfterRest) return;
    this.#movedInARow += 1;
    const beyond = this.#movedInARow - patience;
    if (beyond > 0) this.#rest = Math.min(2 ** beyond, longestRest);
  }

  #clear(): void {
    this.#running.clear();
    this.#stored.clear();
  }
}

function sizeOf({ body }: Answer, key: string): number {
  return body.length + key.length * 2 + entryBytes;
}

/**
 * Results of catch-up executions, cached for a short time for members of the same group at near positions. Bounded in
 * bytes for the whole process: evicted pages are read and executed again.
 */
import type { SharedResult } from './subscriber.js';

/** Results of one group for the events in (`from`, `to`]. */
export interface ResultPage {
  readonly from: number;
  readonly to: number;
  readonly results: readonly SharedResult[];
  readonly bytes: number;
}

interface Entry {
  readonly key: string;
  readonly page: ResultPage;
  readonly madeAt: number;
}

/** Size of the results of one page in bytes; also about the text of one log read. */
export const catchUpPageBytes = 256 * 1024;

const maxBytes = 4 * 1024 * 1024;
/** A row that changed since is shown in its old state; its change has its own event after the page. */
const maxAgeMs = 5_000;
/** Overhead of an entry in bytes. */
const entryBytes = 512;

/** The cache of a process. */
export class PageCache {
  readonly #byKey = new Map<string, Entry[]>();
  /** Entries, oldest first. */
  readonly #entries = new Set<Entry>();
  #bytes = 0;

  constructor(readonly limitBytes: number = maxBytes) {}

  /** Size of all results. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The group's page with the events after a position, or null. */
  find(key: string, position: number): ResultPage | null {
    this.#dropOld();
    const entry = this.#byKey.get(key)?.find(({ page }) => page.from <= position && position < page.to);
    return entry?.page ?? null;
  }

  /** Start of the group's next cached page after a position; infinite when there is none. */
  nextFrom(key: string, position: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { page } of this.#byKey.get(key) ?? []) {
      if (page.from > position) next = Math.min(next, page.from);
    }
    return next;
  }

  /** Adds a page; evicts the oldest ones if needed. */
  add(key: string, page: ResultPage): void {
    const entry = { key, page, madeAt: performance.now() };
    this.#entries.add(entry);
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), entry]);
    this.#bytes += page.bytes + entryBytes;
    this.#dropOld();
  }

  /** Drops all pages: they may belong to another history. */
  clear(): void {
    this.#entries.clear();
    this.#byKey.clear();
    this.#bytes = 0;
  }

  #dropOld(): void {
    const oldest = performance.now() - maxAgeMs;
    for (const entry of this.#entries) {
      if (this.#bytes <= this.limitBytes && entry.madeAt >= oldest) return;
      this.#entries.delete(entry);
      this.#bytes -= entry.page.bytes + entryBytes;
      const rest = (this.#byKey.get(entry.key) ?? []).filter(other => other !== entry);
      if (rest.length > 0) this.#byKey.set(entry.key, rest);
      else this.#byKey.delete(entry.key);
    }
  }
}

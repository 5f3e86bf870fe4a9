/**
 * Results that were executed for subscribers that catch up, kept for a moment for others of the same group at near
 * positions. Bounded in bytes for the whole process: what does not fit is read and executed again.
 */
import type { SharedResult } from './subscriber.js';

/** What one group is shown of the events in (`from`, `to`]. */
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

/** Bytes of the results of one page; also about the text that one read of the log brings. */
export const catchUpPageBytes = 256 * 1024;

const maxBytes = 4 * 1024 * 1024;
/** A row that was changed since is shown as it was; its change has an event of its own behind the page. */
const maxAgeMs = 5_000;
/** What an entry costs besides its results. */
const entryBytes = 512;

/** The cache of a process. */
export class PageCache {
  readonly #byKey = new Map<string, Entry[]>();
  /** Oldest first. */
  readonly #entries = new Set<Entry>();
  #bytes = 0;

  constructor(readonly limitBytes: number = maxBytes) {}

  /** The page of a group that holds what follows a position, or null. */
  find(key: string, position: number): ResultPage | null {
    this.#dropOld();
    const entry = this.#byKey.get(key)?.find(({ page }) => page.from <= position && position < page.to);
    return entry?.page ?? null;
  }

  /** Where the next known page of a group behind a position begins; infinite when there is none. */
  nextFrom(key: string, position: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { page } of this.#byKey.get(key) ?? []) {
      if (page.from > position) next = Math.min(next, page.from);
    }
    return next;
  }

  /** Keeps a page; the oldest ones make room for it. */
  add(key: string, page: ResultPage): void {
    const entry = { key, page, madeAt: performance.now() };
    this.#entries.add(entry);
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), entry]);
    this.#bytes += page.bytes + entryBytes;
    this.#dropOld();
  }

  /** Forgets everything: what was read may be of another history. */
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

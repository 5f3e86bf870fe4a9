/** Whether this process was asked for something a moment ago: by a request, an operation, or an event that happened. */

/** Longer than the pauses between requests on a server that is in use. */
const recentMs = 500;

/** Remembers when something was asked for last. */
export class RecentActivity {
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Something is asked for now. */
  note(): void {
    this.#lastMs = performance.now();
  }

  /** True for half a second after `note`. */
  get isRecent(): boolean {
    return performance.now() - this.#lastMs < recentMs;
  }
}

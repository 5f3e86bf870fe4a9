/** Detects whether this process is in use: a recent request, operation or event. */

/** Longer than the pauses between requests on a server in use. */
const recentMs = 500;

/** Time of the latest activity. */
export class RecentActivity {
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Records activity. */
  note(): void {
    this.#lastMs = performance.now();
  }

  /** True for half a second after `note`. */
  get isRecent(): boolean {
    return performance.now() - this.#lastMs < recentMs;
  }
}

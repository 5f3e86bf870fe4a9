/**
 * Splits long work into time slices: after a slice the event loop handles all other pending work.
 *
 * Writing one event to 5,000 sockets takes some fifty milliseconds. In one go, every request waits for it; in slices,
 * requests are answered meanwhile, and the events that they create are delivered together with one write per socket.
 */
import { setImmediate } from 'node:timers/promises';

/** Maximum time that delivery blocks the event loop: about a hundred sockets. */
const sliceMs = 1;
/** Reading the clock is as costly as part of the work; it is done once per this many pieces. */
const piecesBetweenLooks = 16;

/** Executions started in one slice; each takes up to a tenth of a millisecond. */
const executionsASlice = 16;

/** Time slices of one long task. */
export class TimeSlice {
  #sinceMs = performance.now();
  #pieces = 0;
  #executions = 0;

  /** True if this slice is used up; call it after every piece, or with the number of pieces done at once. */
  isOver(pieces = 1): boolean {
    this.#pieces += pieces;
    if (this.#pieces < piecesBetweenLooks) return false;
    this.#pieces = 0;
    return performance.now() - this.#sinceMs >= sliceMs;
  }

  /** True if enough executions were started for one slice; call it after each. */
  hasStarted(): boolean {
    this.#executions += 1;
    return this.#executions % executionsASlice === 0;
  }

  /** Lets the event loop handle all other pending work, and begins a new slice. */
  async next(): Promise<void> {
    await setImmediate();
    this.#sinceMs = performance.now();
  }
}

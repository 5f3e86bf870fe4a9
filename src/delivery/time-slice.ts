/**
 * Long work in time slices: after a slice the event loop handles everything else that is due.
 *
 * Writing one event to 5,000 sockets takes some fifty milliseconds. In one go, every request waits for it; in slices,
 * requests are answered meanwhile, and the events that they bring are delivered together with one write a socket.
 */
import { setImmediate } from 'node:timers/promises';

/** Longest time that delivering holds the event loop: about a hundred sockets. */
const sliceMs = 1;
/** Looking at the clock costs as much as a part of the work; it is done once for so many pieces. */
const piecesBetweenLooks = 16;

/** Executions that are started in one slice; each takes up to a tenth of a millisecond when it runs. */
const executionsASlice = 16;

/** The time slices of one piece of long work. */
export class TimeSlice {
  #sinceMs = performance.now();
  #pieces = 0;
  #executions = 0;

  /** Whether this slice of time is used up; call it after every piece, or with how many pieces were done at once. */
  isOver(pieces = 1): boolean {
    this.#pieces += pieces;
    if (this.#pieces < piecesBetweenLooks) return false;
    this.#pieces = 0;
    return performance.now() - this.#sinceMs >= sliceMs;
  }

  /** Whether enough executions for one slice were started; call it after each. */
  hasStarted(): boolean {
    this.#executions += 1;
    return this.#executions % executionsASlice === 0;
  }

  /** Lets the event loop handle everything else that is due, and begins a new slice. */
  async next(): Promise<void> {
    await setImmediate();
    this.#sinceMs = performance.now();
  }
}

/**
 * Long work in turns: after a slice of time the event loop gets to see to everything else.
 *
 * Writing one event to 5,000 sockets takes some fifty milliseconds. In one go, every request waits for it; in turns,
 * requests are answered meanwhile, and the events that they bring are delivered together with one write a socket.
 */
import { setImmediate } from 'node:timers/promises';

/** Longest time that delivering holds the event loop: about a hundred sockets. */
const sliceMs = 1;
/** Looking at the clock costs as much as a part of the work; it is done once for so many pieces. */
const piecesBetweenLooks = 16;

/** Hands out the time of one piece of long work. */
export class Turn {
  #sinceMs = performance.now();
  #pieces = 0;

  /** Whether this slice of time is used up; to be asked after every piece. */
  isOver(): boolean {
    this.#pieces += 1;
    return this.#pieces % piecesBetweenLooks === 0 && performance.now() - this.#sinceMs >= sliceMs;
  }

  /** Lets everything else that is due have its turn, and begins a new slice. */
  async next(): Promise<void> {
    await setImmediate();
    this.#sinceMs = performance.now();
  }
}

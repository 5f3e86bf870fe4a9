/** Tracks marked messages: at how many subscribers each arrived, and when. */
import { setTimeout as delay } from 'node:timers/promises';
import { markerByte } from './bodies.mjs';

/** Longest wait for events that a command expects. */
export const arrivalTimeoutMs = 20_000;

/** The marker in a message's bytes, or 0. */
function readMarker(bytes, start, end) {
  const at = bytes.indexOf(markerByte, start);
  if (at === -1 || at >= end) return 0;
  let marker = 0;
  for (let n = at + 1; n < end && bytes[n] !== markerByte; n += 1) marker = marker * 10 + (bytes[n] - 48);
  return marker;
}

/** Counts and times arrivals. `next` issues the markers, with the time before the POST. */
export class Arrivals {
  #sentAt = [0];
  #counts = [0];
  #last = [0];
  latencies = [];
  total = 0;

  /** A new marker; `keepsLatencies` false saves memory where only counts matter. */
  constructor(keepsLatencies = true) {
    this.keepsLatencies = keepsLatencies;
  }

  next() {
    this.#sentAt.push(performance.now());
    this.#counts.push(0);
    this.#last.push(0);
    return this.#sentAt.length - 1;
  }

  onMessage = (_subscriber, bytes, start, end) => {
    const marker = readMarker(bytes, start, end);
    if (marker === 0 || marker >= this.#sentAt.length) return;
    const now = performance.now();
    this.#counts[marker] += 1;
    this.#last[marker] = now;
    this.total += 1;
    if (this.keepsLatencies) this.latencies.push(now - this.#sentAt[marker]);
  };

  countOf(marker) {
    return this.#counts[marker];
  }

  /** From before the POST to the last arrival, in milliseconds. */
  lastMs(marker) {
    return this.#last[marker] - this.#sentAt[marker];
  }

  /**
   * Resolves when a marker has arrived `count` times.
   * @returns whether it did within the time
   */
  async wait(isThere, timeoutMs) {
    const deadline = performance.now() + timeoutMs;
    while (!isThere()) {
      if (performance.now() > deadline) return false;
      await delay(2);
    }
    return true;
  }
}

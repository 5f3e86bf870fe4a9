/**
 * Writes results to a peer: several in one write, and no more than the peer reads.
 *
 * Large writes use pooled buffers. A catching-up herd is written at some hundred megabytes a second; with a new buffer
 * for each write, the engine collected its whole heap every 400 ms, for 50 to 100 ms each time.
 */
import type { SharedResult } from '../subscriber.js';

/** Approximate size of one write of results; unread bytes are checked between two writes. */
const maxWriteBytes = 64 * 1024;
/** Node.js takes smaller ones from its own slab. */
const minPooledBytes = 4 * 1024;
/** At most 4 MiB stay in the pool. */
const maxIdleBuffers = 64;

const idleBuffers: Buffer[] = [];

/** Destination of writes: a socket or the response of an event stream. */
export interface ResultStream {
  /** Unread bytes of the peer that this process holds. */
  readonly writableLength: number;
  /** `callback` is called when the bytes have left the process, or with the error that prevents it. */
  write(bytes: Buffer, callback?: (error?: Error | null) => void): boolean;
}

/**
 * Writes results until more than `unreadLimit` bytes are unread. @param toBody the bytes of one result, the same for
 * every peer @param head what comes before each of them for this peer, one character a byte
 * @returns the number of accepted results
 */
export function writeResults(
  stream: ResultStream,
  results: readonly SharedResult[],
  unreadLimit: number,
  toBody: (result: SharedResult) => Buffer,
  head = '',
): number {
  let taken = 0;
  while (taken < results.length && stream.writableLength <= unreadLimit) {
    const from = taken;
    let bytes = 0;
    for (; taken < results.length; taken += 1) {
      const next = head.length + toBody(results[taken] as SharedResult).length;
      if (bytes > 0 && bytes + next > maxWriteBytes) break;
      bytes += next;
    }
    if (taken === from + 1 && head === '') stream.write(toBody(results[from] as SharedResult));
    else writeTogether(stream, results, from, taken, bytes, toBody, head);
  }
  return taken;
}

/**
 * One write of one buffer, as a write costs more than all else: measured 12 % more deliveries than two writes between
 * cork and uncork, and several messages in one write cost hardly more than one.
 */
function writeTogether(
  stream: ResultStream,
  results: readonly SharedResult[],
  from: number,
  to: number,
  bytes: number,
  toBody: (result: SharedResult) => Buffer,
  head: string,
): void {
  const isPooled = bytes >= minPooledBytes && bytes <= maxWriteBytes;
  const buffer = isPooled
    ? (idleBuffers.pop() ?? Buffer.allocUnsafeSlow(maxWriteBytes))
    : Buffer.allocUnsafe(bytes);
  let length = 0;
  for (let index = from; index < to; index += 1) {
    length += buffer.write(head, length, 'latin1');
    const body = toBody(results[index] as SharedResult);
    buffer.set(body, length);
    length += body.length;
  }
  if (!isPooled) stream.write(buffer);
  else
    stream.write(buffer.subarray(0, length), error => {
      // After an error the stream may still hold the bytes.
      if (!error && idleBuffers.length < maxIdleBuffers) idleBuffers.push(buffer);
    });
}

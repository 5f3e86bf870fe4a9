/**
 * Writes results to a peer: several in one write, and no more than the peer reads.
 *
 * Large writes use buffers of a pool. A herd that catches up is written some hundred megabytes a second; as buffers
 * of their own, these made the engine collect its whole heap every 400 ms, for 50 to 100 ms each time.
 */
import type { SharedResult } from '../subscriber.js';

/** Results that are due together go in writes of about this size; between two, the peer is looked at again. */
const maxWriteBytes = 64 * 1024;
/** Node.js takes smaller ones from a slab of its own. */
const minPooledBytes = 4 * 1024;
/** 4 MiB at most are kept. */
const maxIdleBuffers = 64;

const idleBuffers: Buffer[] = [];

/** What is written to: a socket or the response of an event stream. */
export interface ResultStream {
  /** Bytes that the peer has not read yet, as far as this process holds them. */
  readonly writableLength: number;
  /** `callback` is called when the bytes have left the process, or with the reason why they never will. */
  write(bytes: Buffer, callback?: (error?: Error | null) => void): boolean;
}

/**
 * Writes results until more than `unreadLimit` bytes are unread. @param partsOf the bytes of one result
 * @returns how many were taken
 */
export function writeResults(
  stream: ResultStream,
  results: readonly SharedResult[],
  unreadLimit: number,
  partsOf: (result: SharedResult) => readonly Buffer[],
): number {
  let taken = 0;
  while (taken < results.length && stream.writableLength <= unreadLimit) {
    const parts: Buffer[] = [];
    let bytes = 0;
    for (; taken < results.length; taken += 1) {
      const next = partsOf(results[taken] as SharedResult);
      const nextBytes = next.reduce((sum, part) => sum + part.length, 0);
      if (bytes > 0 && bytes + nextBytes > maxWriteBytes) break;
      parts.push(...next);
      bytes += nextBytes;
    }
    writeTogether(stream, parts, bytes);
  }
  return taken;
}

/**
 * One write of one buffer, as a write costs more than all else: measured 12 % more deliveries than two writes between
 * cork and uncork, and several messages in one write cost hardly more than one.
 */
function writeTogether(stream: ResultStream, parts: readonly Buffer[], bytes: number): void {
  const [only] = parts;
  if (only && parts.length === 1) stream.write(only);
  else if (bytes < minPooledBytes || bytes > maxWriteBytes) stream.write(Buffer.concat(parts, bytes));
  else {
    const buffer = idleBuffers.pop() ?? Buffer.allocUnsafeSlow(maxWriteBytes);
    let length = 0;
    for (const part of parts) length += part.copy(buffer, length);
    stream.write(buffer.subarray(0, length), error => {
      // After an error the stream may still hold the bytes.
      if (!error && idleBuffers.length < maxIdleBuffers) idleBuffers.push(buffer);
    });
  }
}

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): ids that sort by creation time.
 *
 * Within the process each is greater than the one before: twelve bits after the milliseconds are a counter that starts
 * at random in the lower half of its range (section 6.2, method 1), and a full counter, like a clock that goes back,
 * borrows from the next millisecond. The 62 bits that follow are random.
 */
import { randomFillSync } from 'node:crypto';

const randomBytesEach = 10;
/** One system call for 512 ids: a call for each costs more than all the rest. */
const pool = Buffer.allocUnsafe(randomBytesEach * 512);
const maxCounter = 0xfff;
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

let offset = pool.length;
let lastMs = -1;
let prefix = '';
let counter = 0;

/** A new UUID, greater than all earlier ones of this process. */
export function uuidV7(): string {
  if (offset === pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  const at = offset;
  offset += randomBytesEach;
  const now = Date.now();
  if (now > lastMs) startMillisecond(now, at);
  else if (counter === maxCounter) startMillisecond(lastMs + 1, at);
  else counter += 1;
  return `${prefix}7${byteHex(counter >> 8).charAt(1)}${byteHex(counter & 0xff)}-${byteHex((byteAt(at) & 0x3f) | 0x80)}${byteHex(byteAt(at + 1))}-${byteHex(byteAt(at + 2))}${byteHex(byteAt(at + 3))}${byteHex(byteAt(at + 4))}${byteHex(byteAt(at + 5))}${byteHex(byteAt(at + 6))}${byteHex(byteAt(at + 7))}`;
}

/** True if a value is a UUID in its text form, of any version. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidShape.test(value);
}

function startMillisecond(ms: number, at: number): void {
  lastMs = ms;
  const text = ms.toString(16).padStart(12, '0');
  prefix = `${text.slice(0, 8)}-${text.slice(8)}-`;
  counter = ((byteAt(at + 8) << 8) | byteAt(at + 9)) & (maxCounter >> 1);
}

function byteAt(index: number): number {
  return pool[index] as number;
}

function byteHex(byte: number): string {
  return hex[byte] as string;
}

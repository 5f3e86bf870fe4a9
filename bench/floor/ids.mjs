/** Ids of the floor: digests of a row's key, and time-ordered ids for messages. */
import { createHash, randomBytes } from 'node:crypto';

/** A UUID that is the same for the same parts. */
export function idOf(...parts) {
  return toUuid(createHash('md5').update(parts.join(' ')).digest('hex'));
}

/** A UUID that sorts by its creation time. */
export function orderedId() {
  return toUuid(`${Date.now().toString(16).padStart(12, '0')}7${randomBytes(10).toString('hex').slice(1)}`);
}

function toUuid(hex) {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

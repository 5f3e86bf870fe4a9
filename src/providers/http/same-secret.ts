import { createHash, timingSafeEqual } from 'node:crypto';

/** True if two secrets are equal. Constant time: reveals neither the position of a difference nor the lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

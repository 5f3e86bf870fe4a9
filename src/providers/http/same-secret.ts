import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are equal, in a time that says nothing about where they differ, nor about their lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

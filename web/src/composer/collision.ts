import type { Message } from '../live/index.js';

/** A colleague's reply that came after this user began to write; the newest one. */
export function findCollision(
  messages: readonly Message[],
  since: string | null,
  viewerId: string,
): Message | null {
  if (since === null) return null;
  const other = messages.findLast(
    ({ direction, author }) =>
      direction === 'OUTBOUND' && author.__typename === 'User' && author.id !== viewerId,
  );
  return other && Date.parse(other.createdAt) > Date.parse(since) ? other : null;
}

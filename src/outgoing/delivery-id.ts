import { createHash } from 'node:crypto';
import type { LoggedEvent } from '../domain/logged-event.js';

/**
 * The id of an event's delivery to an endpoint: a UUID of version 7 with the time of the event, always the same. An
 * event that is posted again because a process died before it stored the result has the same `webhook-id`.
 * @param epoch of the event log: positions of a log that went back belong to other events
 */
export function toDeliveryId(
  endpointId: string,
  epoch: string,
  { position, at }: Pick<LoggedEvent, 'position' | 'at'>,
): string {
  const hash = createHash('sha256').update(`${endpointId} ${epoch} ${position}`).digest('hex');
  const time = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(hash.charAt(3), 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}

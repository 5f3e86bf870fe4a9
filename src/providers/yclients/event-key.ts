/**
 * The key of an event's facts. YClients gives no event id, and posts one change up to four times: what company,
 * record, action and time of change say is the same, and the same content, is one event.
 */
import { createHash } from 'node:crypto';
import type { BookingRecord } from '../../domain/booking-event.js';

/** What identifies an event. */
export interface EventFacts {
  readonly companyId: string | null;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly action: string;
  readonly changedAt: Date | null;
  /** Two changes within one second differ by their content. */
  readonly record: BookingRecord | null;
}

/** The key; null when no time of change is known: an edit back to an earlier state would look like a repeat. */
export function toEventKey(facts: EventFacts): string | null {
  const { companyId, resource, resourceId, action, changedAt, record } = facts;
  if (resourceId === null || changedAt === null) return null;
  const at = changedAt.toISOString().slice(0, 19);
  return `${companyId ?? '-'}:${resource}:${resourceId}:${action}:${at}Z:${record ? hashOf(record) : '-'}`;
}

function hashOf(record: BookingRecord): string {
  const { madeAt: _, ...matters } = record;
  return createHash('sha256').update(JSON.stringify(matters)).digest('hex').slice(0, 12);
}

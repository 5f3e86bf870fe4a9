/**
 * De-duplication key of an event. YClients sends no event id, and posts one change up to four times: the same company,
 * record, action, time of change and content are one event.
 */
import { createHash } from 'node:crypto';
import type { BookingRecord } from '../../domain/booking-event.js';

/** Facts that identify an event. */
export interface EventFacts {
  readonly companyId: string | null;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly action: string;
  readonly changedAt: Date | null;
  /** Two changes within one second differ by their content. */
  readonly record: BookingRecord | null;
}

/** The key; null without a time of change: an edit back to an earlier state would look like a duplicate. */
export function toEventKey(facts: EventFacts): string | null {
  const { companyId, resource, resourceId, action, changedAt, record } = facts;
  if (resourceId === null || changedAt === null) return null;
  const at = changedAt.toISOString().slice(0, 19);
  return `${companyId ?? '-'}:${resource}:${resourceId}:${action}:${at}Z:${record ? hashOf(record) : '-'}`;
}

function hashOf(record: BookingRecord): string {
  const { madeAt: _, maker: __, ...matters } = record;
  return createHash('sha256').update(JSON.stringify(matters)).digest('hex').slice(0, 12);
}

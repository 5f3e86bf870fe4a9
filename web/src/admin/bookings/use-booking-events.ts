import { useEffect } from 'react';
import { AdminBookingEventsDocument, type AdminBookingEventsQuery } from '../../gql/operations.js';
import { useData, useLiveReload } from '../../kit/index.js';

/** Between two looks: events report bookings at once, but not what has no effect or is quarantined. */
const everyMs = 5_000;

/** What a connection received. */
export interface BookingEvents {
  readonly latest: AdminBookingEventsQuery['latest']['nodes'][number] | null;
  /** What was refused since the latest one. */
  readonly refused: AdminBookingEventsQuery['refused']['nodes'][number] | null;
  /** Branches that were not added, with the number of events that wait for each, of the newest 50. */
  readonly unknown: readonly (readonly [companyId: string, count: number])[];
}

/** Follows what a connection receives; null before the first answer. */
export function useBookingEvents(accountId: string): BookingEvents | null {
  const { data, reload } = useData(AdminBookingEventsDocument, { accountId });
  useLiveReload(['BOOKING_NOTIFICATION', 'TENANT_UPDATED'], reload);
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && reload(), everyMs);
    return () => clearInterval(timer);
  }, [reload]);
  if (data === null) return null;
  const counts = new Map<string, number>();
  for (const { channelExternalId: companyId } of data.waiting.nodes)
    if (companyId !== null) counts.set(companyId, (counts.get(companyId) ?? 0) + 1);
  const latest = data.latest.nodes[0] ?? null;
  const refused = data.refused.nodes[0] ?? null;
  // Times of one form are in order as texts.
  const isRefused = refused !== null && (latest === null || refused.lastAt > latest.receivedAt);
  return { latest, refused: isRefused ? refused : null, unknown: [...counts] };
}

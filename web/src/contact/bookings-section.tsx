import type { BookingPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { cleanName, formatDateTime } from '../ui/index.js';

/** The visits of the person, and what they were told about each. */
export function BookingsSection({ bookings }: { readonly bookings: readonly BookingPartsFragment[] }) {
  return (
    <section>
      <h3>{t('bookings')}</h3>
      {bookings.length === 0 && <p className="muted">{t('noBookings')}</p>}
      <ul className="bookings">
        {bookings.map(booking => (
          <li key={booking.id}>
            <strong>{booking.startsAt === null ? t('noTime') : formatDateTime(booking.startsAt)}</strong>{' '}
            {booking.bookingStatus === 'CANCELLED' && <span className="chip">{t('bookingCancelled')}</span>}
            <span className="muted">
              {[booking.salon.name, booking.services.map(({ title }) => title).join(', '), booking.staffName]
                .map(cleanName)
                .filter(Boolean)
                .join(' · ')}
            </span>
            {booking.notifications.length > 0 && (
              <ul className="told">
                {booking.notifications.map(({ id, noticeKind, decision, createdAt, noticeSentAt }) => (
                  <li key={id} className="muted">
                    {t(`notice_${noticeKind}`)}: {t(`decision_${decision}`)},{' '}
                    {formatDateTime(noticeSentAt ?? createdAt)}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useEffect, useState } from 'react';
import { AdminBookingsDocument, type BookingAccountPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Empty, FaultBox, useData, useLiveReload } from '../../kit/index.js';
import { Dialog } from '../../ui/index.js';
import '../numbers/numbers.css';
import './bookings.css';
import { Branches } from './branches.js';
import { ConnectForm } from './connect-form.js';
import { Connection, type ConnectionProps } from './connection.js';
import { useBookingEvents } from './use-booking-events.js';

/** A webhook URL with its key, which the server shows once. */
interface NewUrl {
  readonly accountId: string;
  readonly url: string;
}

/** The booking system: connections, and the branches of each. */
export function Bookings() {
  const { data, fault, reload } = useData(AdminBookingsDocument, {});
  useLiveReload(['TENANT_UPDATED', 'BOOKING_NOTIFICATION'], reload);
  const [connecting, setConnecting] = useState<BookingAccountPartsFragment | 'NEW' | null>(null);
  const [newUrl, setNewUrl] = useState<NewUrl | null>(null);
  if (data === null)
    return fault ? <FaultBox fault={fault} onRetry={reload} /> : <p className="notice">{t('loading')}</p>;
  const accounts = data.bookingAccounts;
  const connect = (
    <button
      type="button"
      className={accounts.length === 0 ? 'button primary' : 'button'}
      onClick={() => setConnecting('NEW')}
    >
      {t(accounts.length === 0 ? 'bookings_connect' : 'bookings_connectAnother')}
    </button>
  );
  const onNewUrl = (accountId: string, url: string | null) => {
    setConnecting(null);
    setNewUrl(url === null ? null : { accountId, url });
    reload();
  };
  return (
    <>
      <FaultBox fault={fault} onRetry={reload} />
      {accounts.length === 0 && (
        <Empty>
          <p className="page-help">{t('bookings_empty')}</p>
          <p className="page-help">{t('bookings_need')}</p>
          {connect}
        </Empty>
      )}
      {accounts.map(account => (
        <Account
          key={account.id}
          account={account}
          newUrl={newUrl?.accountId === account.id ? newUrl.url : null}
          onNewUrl={url => onNewUrl(account.id, url)}
          onConnectAgain={() => setConnecting(account)}
          onChanged={reload}
        />
      ))}
      {accounts.length > 0 && <div className="row-actions">{connect}</div>}
      <Dialog
        title={
          connecting === null || connecting === 'NEW' ? t('bookings_connect') : t('bookings_connectAgain')
        }
        isOpen={connecting !== null}
        onClose={() => setConnecting(null)}
      >
        {connecting !== null && (
          <ConnectForm account={connecting === 'NEW' ? null : connecting} onConnected={onNewUrl} />
        )}
      </Dialog>
    </>
  );
}

function Account(props: Omit<ConnectionProps, 'events'>) {
  const { account, onChanged } = props;
  const events = useBookingEvents(account.id);
  const latest = events?.latest ?? null;
  const arrived = latest === null ? null : `${latest.id} ${latest.eventStatus}`;
  // No event reports that the booking system stopped sending the bookings of a branch.
  useEffect(() => {
    if (arrived !== null) onChanged();
  }, [arrived, onChanged]);
  return (
    <>
      <Connection {...props} events={events} />
      <Branches account={account} unknown={events?.unknown ?? []} onChanged={onChanged} />
    </>
  );
}

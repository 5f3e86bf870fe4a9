import { useState } from 'react';
import { Link } from 'wouter';
import {
  type BookingAccountPartsFragment,
  DisconnectBookingsDocument,
  RotateBookingsKeyDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ConfirmButton, CopyField, Facts, FaultBox, Moment, Section, useChange } from '../../kit/index.js';
import { cleanName, Dialog } from '../../ui/index.js';
import { EventStatus } from '../ledger/event-status.js';
import { ChangeForm } from './change-form.js';
import type { BookingEvents } from './use-booking-events.js';

/** Properties of `Connection`. */
export interface ConnectionProps {
  readonly account: BookingAccountPartsFragment;
  /** What it received; null while that is not known. */
  readonly events: BookingEvents | null;
  /** The webhook URL with its key, just after it was made. */
  readonly newUrl: string | null;
  readonly onNewUrl: (url: string | null) => void;
  readonly onConnectAgain: () => void;
  readonly onChanged: () => void;
}

/** A connection: its state, what arrived, the webhook URL, the access data. */
export function Connection(props: ConnectionProps) {
  const { account, events, onConnectAgain } = props;
  const isConnected = account.disconnectedAt === null;
  return (
    <Section title={cleanName(account.name)}>
      <Facts
        items={[
          [
            t('numState'),
            <span key="state" className={`state-chip ${isConnected ? 'good' : 'bad'}`}>
              {t(isConnected ? 'bookings_connected' : 'numDisconnected')}
            </span>,
          ],
          [t('numDisconnectedAt'), isConnected ? null : <Moment key="off" at={account.disconnectedAt} />],
          [t('bookings_latest'), events && <Latest key="latest" latest={events.latest} />],
          [
            t('numCredentials'),
            isConnected ? t(account.credentialsSet ? 'bookings_stored' : 'bookings_noAccess') : null,
          ],
        ]}
      />
      {isConnected && events?.refused && (
        <p className="warning page-help">
          {t('bookings_refused', { count: events.refused.count })}{' '}
          <Link href="/admin/ledger/refused">{t(`ref_${events.refused.reason}`)}</Link>
        </p>
      )}
      {isConnected ? (
        <Connected {...props} />
      ) : (
        <>
          <p className="warning page-help">{t('bookings_isOff')}</p>
          <button type="button" className="button primary" onClick={onConnectAgain}>
            {t('bookings_connectAgain')}
          </button>
        </>
      )}
    </Section>
  );
}

function Latest({ latest }: Pick<BookingEvents, 'latest'>) {
  if (latest === null) return <>{t('never')}</>;
  const { id, receivedAt, eventStatus, eventType, reason } = latest;
  return (
    <>
      <Moment at={receivedAt} /> <EventStatus status={eventStatus} />{' '}
      <Link href={`/admin/ledger/${id}`}>{eventType ?? t('ledEntry')}</Link>
      {reason !== null && <div className="muted">{reason}</div>}
    </>
  );
}

function Connected({ account, newUrl, onNewUrl, onChanged }: ConnectionProps) {
  const rotate = useChange(RotateBookingsKeyDocument);
  const disconnect = useChange(DisconnectBookingsDocument);
  const [isChanging, setChanging] = useState(false);
  const input = { accountId: account.id };
  const onRotate = async () => {
    const done = await rotate.run({ input });
    if (done) onNewUrl(done.rotateBookingsKey.webhookUrl);
  };
  const onDisconnect = async () => {
    if (await disconnect.run({ input })) onNewUrl(null);
  };
  return (
    <>
      {newUrl === null ? (
        <>
          <Facts items={[[t('numWebhookUrl'), <code key="url">{account.webhookUrl}</code>]]} />
          <p className="muted page-help">{t('bookings_urlHelp')}</p>
        </>
      ) : (
        <>
          <p role="status" className="state-chip good">
            {t('bookings_enterUrl')}
          </p>
          <CopyField label={t('numWebhookUrl')} value={newUrl} isShownOnce />
        </>
      )}
      <details open={newUrl !== null || undefined}>
        <summary>{t('bookings_steps')}</summary>
        <ol className="steps">
          {([1, 2, 3, 4, 5] as const).map(step => (
            <li key={step}>{t(`bookings_step${step}`)}</li>
          ))}
        </ol>
      </details>
      <div className="row-actions">
        <button type="button" className="button" onClick={() => setChanging(true)}>
          {t('bookings_change')}
        </button>
        <ConfirmButton
          label={t('numRotate')}
          question={t('bookings_rotateQuestion')}
          onConfirm={() => void onRotate()}
          isDisabled={rotate.isBusy}
        />
        <ConfirmButton
          label={t('bookings_disconnect')}
          question={t('bookings_disconnectQuestion', { name: cleanName(account.name) })}
          onConfirm={() => void onDisconnect()}
          isDisabled={disconnect.isBusy}
        />
      </div>
      <FaultBox fault={rotate.fault ?? disconnect.fault} />
      <Dialog title={t('bookings_change')} isOpen={isChanging} onClose={() => setChanging(false)}>
        {isChanging && (
          <ChangeForm
            account={account}
            onDone={() => {
              setChanging(false);
              onChanged();
            }}
          />
        )}
      </Dialog>
    </>
  );
}

import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { type AccountPartsFragment, AccountsDocument, QuarantineDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { useData, useLiveReload } from '../../kit/index.js';
import { cleanName } from '../../ui/index.js';

/** Between two looks: events report messages at once, but not what is quarantined. */
const everyMs = 5_000;

/** Waits for the first message of an account that was just connected, and says so when it came. */
export function FirstMessage({ account }: { readonly account: AccountPartsFragment }) {
  const [before] = useState(() => newest(account));
  const accounts = useData(AccountsDocument, {});
  const quarantine = useData(QuarantineDocument, {});
  const current = accounts.data?.providerAccounts.find(({ id }) => id === account.id) ?? account;
  const arrived = current.channels.find(
    ({ lastInboundAt }) => lastInboundAt !== null && lastInboundAt > before,
  );
  const unknown = quarantine.data?.quarantinedNumbers.find(number => number.account.id === account.id);
  const hasArrived = arrived !== undefined;
  useLiveReload(['MESSAGE_ADDED', 'CHANNEL_UPDATED', 'TENANT_UPDATED'], accounts.reload);
  const { reload } = accounts;
  const { reload: reloadQuarantine } = quarantine;
  useEffect(() => {
    if (hasArrived) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      reload();
      reloadQuarantine();
    }, everyMs);
    return () => clearInterval(timer);
  }, [hasArrived, reload, reloadQuarantine]);
  return (
    <div role="status" className={`first-message ${hasArrived ? 'good' : ''}`}>
      {arrived ? (
        <>
          <strong>{t('numArrived', { name: cleanName(arrived.label) })}</strong>{' '}
          <Link href="/">{t('toInbox')}</Link>
        </>
      ) : (
        <>
          <p>{t('numWaitingFirst')}</p>
          {unknown ? (
            <p>
              {t('numUnknownArrived', { id: unknown.externalId ?? '–' })}{' '}
              <Link href="/admin/quarantine">{t('quaTitle')}</Link>
            </p>
          ) : (
            <p className="muted">
              {t(current.lastWebhookAt === null ? 'numNothingYet' : 'numWebhooksArrive')}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** Times of one form are in order as texts. */
const newest = ({ channels }: AccountPartsFragment): string =>
  channels
    .map(({ lastInboundAt }) => lastInboundAt ?? '')
    .sort()
    .at(-1) ?? '';

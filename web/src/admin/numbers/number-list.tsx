import { Link } from 'wouter';
import {
  type AccountPartsFragment,
  AccountsDocument,
  type NumberPartsFragment,
  NumbersDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  DataTable,
  Empty,
  FaultBox,
  Moment,
  Page,
  providerNames,
  Section,
  useData,
  useList,
  useLiveReload,
} from '../../kit/index.js';
import { ChannelMark, cleanName } from '../../ui/index.js';
import { Health, NumberState } from './number-state.js';

/** All numbers, and the accounts that they belong to. */
export function NumberList() {
  const list = useList(NumbersDocument, { first: 50 }, ({ channels }) => channels);
  const accounts = useData(AccountsDocument, {});
  useLiveReload(['CHANNEL_UPDATED', 'MESSAGE_ADDED', 'MESSAGE_UPDATED', 'TENANT_UPDATED'], () => {
    if (list.items.length <= 50) list.reload();
    accounts.reload();
  });
  return (
    <Page
      title={t('numbersTitle')}
      help={t('numbersHelp')}
      actions={
        <Link href="/admin/numbers/connect" className="button primary">
          {t('numConnect')}
        </Link>
      }
    >
      <DataTable
        caption={t('numbersTitle')}
        columns={toColumns()}
        list={list}
        keyOf={({ id }) => id}
        empty={
          <Empty>
            <p>{t('numEmpty')}</p>
            <Link href="/admin/numbers/connect" className="button primary">
              {t('numConnect')}
            </Link>
          </Empty>
        }
      />
      <Accounts accounts={accounts.data?.providerAccounts ?? []} />
      <FaultBox fault={accounts.fault} onRetry={accounts.reload} />
    </Page>
  );
}

function Accounts({ accounts }: { readonly accounts: readonly AccountPartsFragment[] }) {
  if (accounts.length === 0) return null;
  return (
    <Section title={t('numAccounts')} help={t('numAccountsHelp')}>
      <ul className="account-list">
        {accounts.map(
          ({ id, name, accountKind, channels, disconnectedAt, credentialsSet, credentialsWork }) => (
            <li key={id}>
              <Link href={`/admin/numbers/account/${id}`}>
                <bdi>{cleanName(name)}</bdi>
              </Link>{' '}
              <span className="muted">
                {providerNames[accountKind]} · {t('numCount', { count: channels.length })}
              </span>{' '}
              {disconnectedAt !== null && <span className="chip">{t('numDisconnected')}</span>}
              {credentialsWork === false && <span className="chip fault">{t('numCredentialsFail')}</span>}
              {credentialsSet && credentialsWork === null && (
                <span className="chip">{t('numUnchecked')}</span>
              )}
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}

function toColumns(): readonly Column<NumberPartsFragment>[] {
  return [
    {
      key: 'name',
      title: t('numName'),
      cell: number => (
        <>
          <ChannelMark channel={number} />{' '}
          <Link href={`/admin/numbers/${number.id}`}>
            <bdi>{cleanName(number.label)}</bdi>
          </Link>
          {number.phoneNumber !== null && <div className="muted">{number.phoneNumber}</div>}
        </>
      ),
    },
    { key: 'provider', title: t('numProvider'), cell: ({ provider }) => providerNames[provider] },
    { key: 'state', title: t('numState'), cell: number => <NumberState status={number.channelStatus} /> },
    { key: 'health', title: t('numHealth'), cell: number => <Health number={number} /> },
    {
      key: 'waiting',
      title: t('numWaiting'),
      isNumber: true,
      cell: ({ id, health }) =>
        health.outboxDepth + health.unknownCount === 0 ? (
          '0'
        ) : (
          <Link href={`/admin/outbox?channel=${id}`}>{health.outboxDepth + health.unknownCount}</Link>
        ),
    },
    { key: 'in', title: t('numLastIn'), cell: ({ lastInboundAt }) => <Moment at={lastInboundAt} /> },
    { key: 'out', title: t('numLastOut'), cell: ({ lastOutboundAt }) => <Moment at={lastOutboundAt} /> },
  ];
}

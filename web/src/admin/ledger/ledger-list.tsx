import { Link } from 'wouter';
import { LedgerDocument, type LedgerPartsFragment, type WebhookEventStatus } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  DataTable,
  Empty,
  FilterBar,
  FilterText,
  Page,
  SelectField,
  sourceNames,
  useList,
  useQueryFilters,
} from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { ChannelMark, cleanName, formatDateTime, formatExact } from '../../ui/index.js';
import { EventStatus } from './event-status.js';
import { ledgerFilterNames, toLedgerFilter } from './ledger-filter.js';
import { LedgerNav } from './ledger-nav.js';
import { ReplayPanel } from './replay-panel.js';

const statuses: readonly WebhookEventStatus[] = [
  ...(['PROCESSED', 'IGNORED', 'DUPLICATE', 'QUARANTINED', 'FAILED', 'RECEIVED'] as const),
];
const pageSize = 50;

/** The ledger, newest first. */
export function LedgerList() {
  const { viewer, channels } = useCompany();
  const [filters, change] = useQueryFilters(ledgerFilterNames);
  const filter = toLedgerFilter(filters);
  const list = useList(LedgerDocument, { first: pageSize, filter }, ({ webhookEvents }) => webhookEvents);
  const isFiltered = Object.keys(filter).length > 0;
  const onClear = () => change(Object.fromEntries(ledgerFilterNames.map(name => [name, ''])));
  const canReplay =
    filters.status !== '' && filters.status !== 'PROCESSED' && filters.phone === '' && list.items.length > 0;
  return (
    <Page
      title={t('ledTitle')}
      help={t('ledHelp')}
      actions={
        <button type="button" className="button" disabled={list.isLoading} onClick={list.reload}>
          {t('reload')}
        </button>
      }
    >
      <LedgerNav current="/admin/ledger" />
      <FilterBar onClear={isFiltered ? onClear : null}>
        <SelectField
          name="source"
          label={t('numProvider')}
          value={filters.source}
          onChange={source => change({ source })}
          options={[['', t('ledAny')], ...Object.entries(sourceNames)]}
        />
        <SelectField
          name="status"
          label={t('ledResult')}
          value={filters.status}
          onChange={status => change({ status })}
          options={[['', t('ledAny')], ...statuses.map(status => [status, t(`led_${status}`)] as const)]}
        />
        <SelectField
          name="channel"
          label={t('numNumber')}
          value={filters.channel}
          onChange={channel => change({ channel })}
          options={[
            ['', t('ledAny')],
            ...channels.nodes.map(({ id, label }) => [id, cleanName(label)] as const),
          ]}
        />
        <FilterText
          name="reason"
          label={t('ledReason')}
          value={filters.reason}
          maxLength={200}
          onChange={reason => change({ reason })}
        />
        <FilterText
          name="phone"
          label={t('numPhone')}
          value={filters.phone}
          maxLength={40}
          onChange={phone => change({ phone })}
        />
        <FilterText
          name="from"
          type="datetime-local"
          label={t('ledFrom')}
          value={filters.from}
          onChange={from => change({ from })}
        />
        <FilterText
          name="to"
          type="datetime-local"
          label={t('ledTo')}
          value={filters.to}
          onChange={to => change({ to })}
        />
      </FilterBar>
      {canReplay && viewer.permissions.includes('MANAGE_CHANNELS') && (
        <ReplayPanel key={JSON.stringify(filter)} selection={{ filter }} onReplayed={list.reload} />
      )}
      <DataTable
        caption={t('ledTitle')}
        columns={toColumns()}
        list={list}
        keyOf={({ id }) => id}
        empty={
          <Empty>
            <p>{t(isFiltered ? 'nothingFound' : 'ledEmpty')}</p>
            {isFiltered ? (
              <button type="button" className="button" onClick={onClear}>
                {t('clearFilters')}
              </button>
            ) : (
              <Link href="/admin/numbers" className="button">
                {t('numBack')}
              </Link>
            )}
          </Empty>
        }
      />
    </Page>
  );
}

function toColumns(): readonly Column<LedgerPartsFragment>[] {
  return [
    {
      key: 'at',
      title: t('ledReceived'),
      cell: ({ id, receivedAt }) => (
        <Link href={`/admin/ledger/${id}`}>
          <time dateTime={receivedAt} title={formatExact(receivedAt)}>
            {formatDateTime(receivedAt)}
          </time>
        </Link>
      ),
    },
    { key: 'source', title: t('numProvider'), cell: ({ source }) => sourceNames[source] },
    { key: 'result', title: t('ledResult'), cell: ({ eventStatus }) => <EventStatus status={eventStatus} /> },
    { key: 'kind', title: t('ledKind'), cell: ({ eventType }) => <bdi>{cleanName(eventType)}</bdi> },
    {
      key: 'number',
      title: t('numNumber'),
      cell: ({ channel, channelExternalId }) =>
        channel === null ? <bdi>{cleanName(channelExternalId)}</bdi> : <ChannelMark channel={channel} />,
    },
    { key: 'reason', title: t('ledReason'), cell: ({ reason }) => <bdi dir="auto">{reason}</bdi> },
    {
      key: 'message',
      title: t('ledBecame'),
      cell: ({ message }) =>
        message && (
          <Link href={`/c/${message.conversation.id}?m=${message.id}`}>{t('ledOpenConversation')}</Link>
        ),
    },
  ];
}

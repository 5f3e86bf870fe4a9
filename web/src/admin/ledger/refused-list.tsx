import { Link } from 'wouter';
import {
  type RefusalReason,
  RefusedWebhooksDocument,
  type RefusedWebhooksQuery,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  DataTable,
  Empty,
  FilterBar,
  Moment,
  Page,
  SelectField,
  sourceNames,
  useList,
  useQueryFilters,
} from '../../kit/index.js';
import { cleanName } from '../../ui/index.js';
import { LedgerNav } from './ledger-nav.js';

type Refused = RefusedWebhooksQuery['refusedWebhooks']['nodes'][number];

const reasons: readonly RefusalReason[] = [
  ...(['KEY_MISSING', 'KEY_UNKNOWN', 'SIGNATURE_MISSING', 'SIGNATURE_WRONG'] as const),
  ...(['BODY_UNREADABLE', 'BODY_TOO_LARGE', 'ACCOUNT_DISCONNECTED'] as const),
];

/** Webhooks that were not accepted: by account, reason and hour, with what to do. */
export function RefusedList() {
  const [{ reason }, change] = useQueryFilters(['reason']);
  const filter = reason === '' ? {} : { reasons: [reason as RefusalReason] };
  const list = useList(
    RefusedWebhooksDocument,
    { first: 50, filter },
    ({ refusedWebhooks }) => refusedWebhooks,
  );
  const columns: readonly Column<Refused>[] = [
    {
      key: 'account',
      title: t('numAccount'),
      cell: ({ account, source }) =>
        account === null ? (
          sourceNames[source]
        ) : (
          <Link href={`/admin/numbers/account/${account.id}`}>
            <bdi>{cleanName(account.name)}</bdi>
          </Link>
        ),
    },
    { key: 'source', title: t('numProvider'), cell: ({ source }) => sourceNames[source] },
    {
      key: 'reason',
      title: t('ledReason'),
      cell: each => (
        <>
          <strong>{t(`ref_${each.reason}`)}</strong>
          <div>{each.advice}</div>
        </>
      ),
    },
    { key: 'count', title: t('refCount'), isNumber: true, cell: ({ count }) => count },
    { key: 'last', title: t('refLast'), cell: ({ lastAt }) => <Moment at={lastAt} /> },
    {
      key: 'from',
      title: t('refFrom'),
      cell: ({ address, claimedNames, keyPrefix }) => (
        <>
          {address}
          {claimedNames.length > 0 && (
            <div className="muted">
              <bdi>{claimedNames.map(cleanName).join(', ')}</bdi>
            </div>
          )}
          {keyPrefix !== null && <div className="muted">{t('refKey', { key: keyPrefix })}</div>}
        </>
      ),
    },
  ];
  return (
    <Page
      title={t('refTitle')}
      help={t('refHelp')}
      actions={
        <button type="button" className="button" disabled={list.isLoading} onClick={list.reload}>
          {t('reload')}
        </button>
      }
    >
      <LedgerNav current="/admin/ledger/refused" />
      <FilterBar onClear={reason === '' ? null : () => change({ reason: '' })}>
        <SelectField
          name="reason"
          label={t('ledReason')}
          value={reason}
          onChange={next => change({ reason: next })}
          options={[['', t('ledAny')], ...reasons.map(each => [each, t(`ref_${each}`)] as const)]}
        />
      </FilterBar>
      <DataTable
        caption={t('refTitle')}
        columns={columns}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t(reason === '' ? 'refEmpty' : 'nothingFound')}</Empty>}
      />
    </Page>
  );
}

import { useState } from 'react';
import { Link } from 'wouter';
import { QuarantineDocument, type QuarantineQuery, ResolveEventDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  DataTable,
  Empty,
  ForgetsErased,
  Form,
  Moment,
  Page,
  providerNames,
  SelectField,
  useChange,
  useData,
} from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { cleanName, Dialog } from '../../ui/index.js';
import { AddNumber } from '../numbers/add-number.js';
import '../numbers/numbers.css';

type UnknownNumber = QuarantineQuery['quarantinedNumbers'][number];

/** Webhooks of numbers that do not exist here: create the number, or assign them to one. */
export default function QuarantinePage() {
  return (
    <ForgetsErased title={t('quaTitle')}>
      <Entries />
    </ForgetsErased>
  );
}

function Entries() {
  const { data, isLoading, fault, reload } = useData(QuarantineDocument, {});
  const { viewer } = useCompany();
  const [opened, setOpened] = useState<{
    readonly number: UnknownNumber;
    readonly doing: 'CREATE' | 'ASSIGN';
  } | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const mayChange = viewer.permissions.includes('MANAGE_CHANNELS');
  const finish = (text: string) => {
    setOpened(null);
    setTold(text);
    reload();
  };
  const columns: readonly Column<UnknownNumber>[] = [
    {
      key: 'number',
      title: t('numExternalId'),
      cell: ({ externalId }) =>
        externalId === null ? (
          <span className="muted">{t('quaNoName')}</span>
        ) : (
          <bdi>{cleanName(externalId)}</bdi>
        ),
    },
    {
      key: 'account',
      title: t('numAccount'),
      cell: ({ account }) => (
        <Link href={`/admin/numbers/account/${account.id}`}>
          <bdi>{cleanName(account.name)}</bdi>
        </Link>
      ),
    },
    {
      key: 'count',
      title: t('quaCount'),
      isNumber: true,
      cell: ({ count, account }) => (
        <Link href={`/admin/ledger?status=QUARANTINED&account=${account.id}`}>{count}</Link>
      ),
    },
    {
      key: 'first',
      title: t('quaFirst'),
      cell: ({ firstText, firstSender, firstEvent }) => (
        <>
          {firstSender !== null && (
            <div className="muted">
              <bdi>{cleanName(firstSender)}</bdi>
            </div>
          )}
          <Link href={`/admin/ledger/${firstEvent.id}`}>
            <bdi>{firstText === null ? t('quaNoText') : cleanName(firstText)}</bdi>
          </Link>
        </>
      ),
    },
    { key: 'last', title: t('quaLast'), cell: ({ lastAt }) => <Moment at={lastAt} /> },
    {
      key: 'actions',
      title: t('numDo'),
      cell: number =>
        mayChange ? (
          <div className="row-actions">
            {number.externalId !== null && (
              <button
                type="button"
                className="button primary"
                onClick={() => setOpened({ number, doing: 'CREATE' })}
              >
                {t('quaCreate')}
              </button>
            )}
            {number.account.channels.length > 0 && (
              <button type="button" className="button" onClick={() => setOpened({ number, doing: 'ASSIGN' })}>
                {t('quaAssign')}
              </button>
            )}
          </div>
        ) : (
          <span className="muted">{t('numNeedsRight', { permission: 'MANAGE_CHANNELS' })}</span>
        ),
    },
  ];
  const list = {
    ...{ items: data?.quarantinedNumbers ?? [], isLoading, fault, reload },
    ...{ hasMore: false, loadMore: reload },
  };
  return (
    <Page
      title={t('quaTitle')}
      help={t('quaHelp')}
      actions={
        <button type="button" className="button" disabled={isLoading} onClick={reload}>
          {t('reload')}
        </button>
      }
    >
      {told !== null && (
        <p role="status" className="state-chip good">
          {told} <Link href="/">{t('toInbox')}</Link>
        </p>
      )}
      <DataTable
        caption={t('quaTitle')}
        columns={columns}
        list={list}
        keyOf={({ account, externalId }) => `${account.id} ${externalId ?? ''}`}
        empty={
          <Empty>
            <p>{t('quaEmpty')}</p>
            <Link href="/admin/numbers" className="button">
              {t('numBack')}
            </Link>
          </Empty>
        }
      />
      <Dialog
        title={t(opened?.doing === 'ASSIGN' ? 'quaAssign' : 'quaCreate')}
        isOpen={opened !== null}
        onClose={() => setOpened(null)}
      >
        {opened?.doing === 'CREATE' && (
          <>
            <p className="muted">{providerNames[opened.number.account.accountKind]}</p>
            <AddNumber
              accountId={opened.number.account.id}
              hint=""
              externalId={opened.number.externalId ?? ''}
              name={suggestName(opened.number)}
              onCancel={() => setOpened(null)}
              onAdded={({ label }) =>
                finish(t('quaCreated', { name: cleanName(label), count: opened.number.count }))
              }
            />
          </>
        )}
        {opened?.doing === 'ASSIGN' && (
          <Assign number={opened.number} onCancel={() => setOpened(null)} onDone={finish} />
        )}
      </Dialog>
    </Page>
  );
}

const suggestName = ({ account, externalId }: UnknownNumber): string =>
  `${providerNames[account.accountKind]} ${cleanName(externalId)}`;

interface AssignProps {
  readonly number: UnknownNumber;
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
}

function Assign({ number, onDone, onCancel }: AssignProps) {
  const { run, isBusy, fault } = useChange(ResolveEventDocument);
  const { channels } = number.account;
  const [channelId, setChannelId] = useState(channels[0]?.id ?? '');
  const assign = async () => {
    const input = { eventId: number.firstEvent.id, channelId, withSameNumber: true };
    const report = (await run({ input }))?.resolveQuarantined.report;
    if (report) onDone(t('quaAssigned', { count: report.replayed }));
  };
  return (
    <Form
      onSubmit={() => void assign()}
      onCancel={onCancel}
      isBusy={isBusy}
      fault={fault}
      submit={t('quaAssignDo')}
    >
      <p>{t('quaAssignHelp', { count: number.count })}</p>
      <SelectField
        name="channelId"
        label={t('numNumber')}
        value={channelId}
        onChange={setChannelId}
        options={channels.map(({ id, label }) => [id, cleanName(label)] as const)}
        fault={fault}
      />
    </Form>
  );
}

import { Link } from 'wouter';
import {
  CancelQueuedDocument,
  ConfirmOutboxDocument,
  type MessageStatus,
  OutboxPageDocument,
  type OutboxPageQuery,
  RetryOutboxDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  ConfirmButton,
  DataTable,
  Empty,
  FaultBox,
  FilterBar,
  ForgetsErased,
  Moment,
  Page,
  SelectField,
  useChange,
  useList,
  useLiveReload,
  useQueryFilters,
} from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { ChannelMark, cleanName, nameOf, writeOutcome } from '../../ui/index.js';
import '../numbers/numbers.css';

type Entry = OutboxPageQuery['outbox']['nodes'][number];

const statuses: readonly MessageStatus[] = ['QUEUED', 'SENDING', 'UNKNOWN', 'FAILED'];
const pageSize = 50;

/** Messages that have not certainly reached the provider. */
export default function OutboxPage() {
  return (
    <ForgetsErased title={t('outTitle')}>
      <Entries />
    </ForgetsErased>
  );
}

function Entries() {
  const { viewer, channels } = useCompany();
  const [{ status, channel }, change] = useQueryFilters(['status', 'channel']);
  const list = useList(
    OutboxPageDocument,
    {
      ...{ first: pageSize, channelId: channel || null },
      status: status === '' ? null : [status as MessageStatus],
    },
    ({ outbox }) => outbox,
  );
  const { items, reload } = list;
  useLiveReload(['MESSAGE_ADDED', 'MESSAGE_UPDATED', 'CHANNEL_UPDATED'], () => {
    // Further pages that were opened are not taken away.
    if (items.length <= pageSize) reload();
  });
  const mayWork = viewer.permissions.includes('WORK');
  const isFiltered = status !== '' || channel !== '';
  const onClear = () => change({ status: '', channel: '' });
  const columns: readonly Column<Entry>[] = [
    {
      key: 'message',
      title: t('outMessage'),
      cell: ({ message }) => (
        <>
          <bdi dir="auto">{message.text ? cleanName(message.text) : t(`kind_${message.kind}`)}</bdi>
          <div className="muted">
            <Moment at={message.createdAt} />
          </div>
        </>
      ),
    },
    {
      key: 'to',
      title: t('outTo'),
      cell: ({ message: { id, conversation } }) => (
        <Link href={`/c/${conversation.id}?m=${id}`}>
          <bdi>{nameOf(conversation.contact)}</bdi>
        </Link>
      ),
    },
    {
      key: 'number',
      title: t('numNumber'),
      cell: ({ message }) => {
        const { channel: number } = message.conversation;
        return (
          <>
            <ChannelMark channel={number} /> {cleanName(number.label)}
          </>
        );
      },
    },
    { key: 'state', title: t('numState'), cell: entry => <State entry={entry} /> },
    {
      key: 'next',
      title: t('outNext'),
      cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? '–' : <Moment at={nextAttemptAt} />),
    },
    { key: 'attempts', title: t('outAttempts'), cell: entry => <Attempts entry={entry} /> },
    {
      key: 'actions',
      title: t('numDo'),
      cell: entry =>
        mayWork ? (
          <Actions entry={entry} onDone={reload} />
        ) : (
          <span className="muted">{t('numNeedsRight', { permission: 'WORK' })}</span>
        ),
    },
  ];
  return (
    <Page title={t('outTitle')} help={t('outHelp')}>
      <FilterBar onClear={isFiltered ? onClear : null}>
        <SelectField
          name="status"
          label={t('numState')}
          value={status}
          onChange={next => change({ status: next })}
          options={[['', t('ledAny')], ...statuses.map(each => [each, t(`state_${each}`)] as const)]}
        />
        <SelectField
          name="channel"
          label={t('numNumber')}
          value={channel}
          onChange={next => change({ channel: next })}
          options={[
            ['', t('ledAny')],
            ...channels.nodes.map(({ id, label }) => [id, cleanName(label)] as const),
          ]}
        />
      </FilterBar>
      <DataTable
        caption={t('outTitle')}
        columns={columns}
        list={list}
        keyOf={({ message }) => message.id}
        empty={
          <Empty>
            <p>{t(isFiltered ? 'nothingFound' : 'outEmpty')}</p>
            {isFiltered ? (
              <button type="button" className="button" onClick={onClear}>
                {t('clearFilters')}
              </button>
            ) : (
              <Link href="/" className="button">
                {t('toInbox')}
              </Link>
            )}
          </Empty>
        }
      />
    </Page>
  );
}

function State({ entry: { entryStatus, heldReason, message } }: { readonly entry: Entry }) {
  return (
    <>
      <span className={`state-chip ${entryStatus === 'FAILED' ? 'bad' : ''}`}>
        {t(`state_${entryStatus}`)}
      </span>
      {heldReason !== null && (
        <div className="warning">{t('outHeld', { state: t(`num_${heldReason}`) })}</div>
      )}
      {message.failure && <div>{message.failure.message}</div>}
    </>
  );
}

function Attempts({ entry: { attempts } }: { readonly entry: Entry }) {
  const last = attempts.at(-1);
  if (!last) return <>0</>;
  return (
    <details>
      <summary>{t('outAttemptCount', { count: attempts.length })}</summary>
      <ol className="steps">
        {attempts.map(({ number, startedAt, outcome, httpStatus, error }) => (
          <li key={number}>
            <Moment at={startedAt} /> · {writeOutcome(outcome)}
            {httpStatus !== null && ` · HTTP ${httpStatus}`}
            {error !== null && <div className="muted">{error}</div>}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface ActionsProps {
  readonly entry: Entry;
  readonly onDone: () => void;
}

/** What can be done: take back what waits, send again what failed; of what is not known a person decides. */
function Actions({ entry: { entryStatus, message }, onDone }: ActionsProps) {
  const cancel = useChange(CancelQueuedDocument);
  const retry = useChange(RetryOutboxDocument);
  const confirm = useChange(ConfirmOutboxDocument);
  const isBusy = cancel.isBusy || retry.isBusy || confirm.isBusy;
  const finish = (isDone: boolean) => {
    if (isDone) onDone();
  };
  const onCancel = async () => finish((await cancel.run({ input: { messageId: message.id } })) !== null);
  const onRetry = async (acceptPossibleDuplicate: boolean) =>
    finish((await retry.run({ input: { messageId: message.id, acceptPossibleDuplicate } })) !== null);
  const onArrived = async () => finish((await confirm.run({ input: { messageId: message.id } })) !== null);
  const fault = cancel.fault ?? retry.fault ?? confirm.fault;
  return (
    <div className="row-actions">
      {entryStatus === 'QUEUED' && (
        <ConfirmButton
          label={t('outCancel')}
          question={t('outCancelQuestion')}
          onConfirm={() => void onCancel()}
          isDisabled={isBusy}
        />
      )}
      {entryStatus === 'FAILED' && (
        <button type="button" className="button" disabled={isBusy} onClick={() => void onRetry(false)}>
          {t('sendAgain')}
        </button>
      )}
      {entryStatus === 'UNKNOWN' && (
        <button type="button" className="button" disabled={isBusy} onClick={() => void onArrived()}>
          {t('unknownArrived')}
        </button>
      )}
      {entryStatus === 'UNKNOWN' && (
        <ConfirmButton
          label={t('unknownAgain')}
          question={t('outUnknownQuestion')}
          onConfirm={() => void onRetry(true)}
          isDisabled={isBusy}
        />
      )}
      {entryStatus === 'SENDING' && <span className="muted">{t('outSending')}</span>}
      <FaultBox fault={fault} />
    </div>
  );
}

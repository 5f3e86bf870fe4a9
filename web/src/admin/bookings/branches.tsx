import { useState } from 'react';
import type { BookingAccountPartsFragment, BranchPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Column, DataTable, Empty, Moment, Section } from '../../kit/index.js';
import { ChannelMark, cleanName, Dialog, Name } from '../../ui/index.js';
import { BranchForm } from './branch-form.js';
import type { BookingEvents } from './use-booking-events.js';

/** Properties of `Branches`. */
export interface BranchesProps extends Pick<BookingEvents, 'unknown'> {
  readonly account: BookingAccountPartsFragment;
  readonly onChanged: () => void;
}

/** What the form is open for: a branch, or the company id of a new one, which may be ''. */
type Edited = { readonly branch: BranchPartsFragment } | { readonly companyId: string };

/** The branches of a connection: which number tells their customers, and when. */
export function Branches({ account, unknown, onChanged }: BranchesProps) {
  const [edited, setEdited] = useState<Edited | null>(null);
  const { salons } = account;
  const isConnected = account.disconnectedAt === null;
  const branch = edited !== null && 'branch' in edited ? edited.branch : null;
  const columns = toColumns();
  const state: Column<BranchPartsFragment> = {
    key: 'state',
    title: t('numState'),
    cell: each => <BranchState branch={each} />,
  };
  const actions: Column<BranchPartsFragment> = {
    key: 'actions',
    title: t('actions'),
    cell: each => (
      <button
        type="button"
        className="button"
        aria-label={`${t('edit')}: ${cleanName(each.name)}`}
        onClick={() => setEdited({ branch: each })}
      >
        {t('edit')}
      </button>
    ),
  };
  return (
    <Section title={t('bookings_branches')} help={t('bookings_branchesHelp')}>
      {isConnected &&
        unknown.map(([companyId, count]) => (
          <p key={companyId} className="warning page-help">
            {t('bookings_unknown', { companyId: cleanName(companyId), count })}{' '}
            <button type="button" className="button" onClick={() => setEdited({ companyId })}>
              {t('bookings_addUnknown', { companyId: cleanName(companyId) })}
            </button>
          </p>
        ))}
      <DataTable
        caption={`${t('bookings_branches')}: ${cleanName(account.name)}`}
        columns={isConnected ? [...columns, state, actions] : columns}
        list={{
          ...{ items: salons, isLoading: false, fault: null, hasMore: false },
          ...{ loadMore: onChanged, reload: onChanged },
        }}
        keyOf={({ id }) => id}
        empty={<Empty>{t('bookings_noBranches')}</Empty>}
      />
      {isConnected && (
        <button type="button" className="button" onClick={() => setEdited({ companyId: '' })}>
          {t('bookings_addBranch')}
        </button>
      )}
      <Dialog
        title={branch ? cleanName(branch.name) : t('bookings_addBranch')}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      >
        {edited !== null && (
          <BranchForm
            account={account}
            branch={branch}
            companyId={'companyId' in edited ? edited.companyId : edited.branch.companyId}
            onDone={() => {
              setEdited(null);
              onChanged();
            }}
          />
        )}
      </Dialog>
    </Section>
  );
}

function toColumns(): readonly Column<BranchPartsFragment>[] {
  return [
    {
      key: 'name',
      title: t('name'),
      cell: ({ name, address }) => (
        <>
          <Name>{cleanName(name)}</Name>
          {address !== null && <div className="muted">{cleanName(address)}</div>}
        </>
      ),
    },
    { key: 'companyId', title: t('bookings_companyId'), cell: ({ companyId }) => <code>{companyId}</code> },
    { key: 'zone', title: t('settings_zone'), cell: ({ timezone }) => timezone.replaceAll('_', ' ') },
    {
      key: 'number',
      title: t('bookings_number'),
      cell: ({ noticeChannel }) =>
        noticeChannel === null ? (
          <span className="state-chip bad">{t('bookings_noNumber')}</span>
        ) : (
          <>
            <ChannelMark channel={noticeChannel} /> <bdi>{cleanName(noticeChannel.label)}</bdi>
          </>
        ),
    },
    {
      key: 'reminders',
      title: t('bookings_reminders'),
      cell: ({ reminderHours }) =>
        reminderHours.length === 0
          ? t('bookings_noReminders')
          : t('bookings_hours', { hours: reminderHours.join(', ') }),
    },
  ];
}

/** Whether the booking system still sends the bookings of a branch. */
function BranchState({ branch }: { readonly branch: BranchPartsFragment }) {
  const { connectionState, connectionStateAt, reconciledThrough } = branch;
  return (
    <>
      {connectionState === null ? (
        <span className="state-chip good">{t('bookings_inOrder')}</span>
      ) : (
        <>
          <span className="fault">{toReason(connectionState)}</span>{' '}
          {connectionStateAt !== null && <Moment at={connectionStateAt} />}
        </>
      )}
      {reconciledThrough !== null && (
        <div className="muted">
          {t('bookings_pulled')} <Moment at={reconciledThrough} />
        </div>
      )}
    </>
  );
}

/** The booking system's own code, in words where it is known. */
function toReason(state: string): string {
  if (state === 'uninstall') return t('bookings_uninstalled');
  return state === 'freeze' ? t('bookings_frozen') : t('bookings_stopped', { state });
}

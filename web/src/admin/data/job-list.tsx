import type { ReactNode } from 'react';
import { CancelJobDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  type Column,
  DataTable,
  Empty,
  FaultBox,
  type ListState,
  Moment,
  useChange,
} from '../../kit/index.js';
import { cleanName, toOwnLink } from '../../ui/index.js';
import { Refusals } from './refusals.js';
import type { Job } from './with-changes.js';

/** Properties of `JobList`. */
export interface JobListProps {
  readonly list: ListState<Job>;
  readonly empty: string;
  /** What can be done with a finished job. */
  readonly actions?: (job: Job) => ReactNode;
}

/** Jobs with their progress, counts and files. */
export function JobList({ list, empty, actions }: JobListProps) {
  const { run, isBusy, fault } = useChange(CancelJobDocument);
  const cancel = async (jobId: string) => {
    if (await run({ input: { jobId } })) list.reload();
  };
  const actionsOf = (job: Job) => (
    <div className="row-actions">
      {job.resultUrl && (
        <a className="button" href={toOwnLink(job.resultUrl)} download>
          {t('data_download')}
        </a>
      )}
      {job.finishedAt === null && job.jobKind !== 'ERASE_CONTACT' && (
        <button type="button" className="button" disabled={isBusy} onClick={() => void cancel(job.id)}>
          {t('data_cancel')}
        </button>
      )}
      {actions?.(job)}
    </div>
  );
  return (
    <section className="section" aria-label={t('data_jobs')}>
      <h2>{t('data_jobs')}</h2>
      <FaultBox fault={fault} />
      <DataTable
        caption={t('data_jobs')}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{empty}</Empty>}
        columns={[...columns(), { key: 'actions', title: t('actions'), cell: actionsOf }]}
      />
    </section>
  );
}

const columns = (): readonly Column<Job>[] => [
  {
    key: 'at',
    title: t('created'),
    cell: ({ createdAt, createdBy }) => (
      <>
        <Moment at={createdAt} />
        <div className="muted">{cleanName(createdBy.name)}</div>
      </>
    ),
  },
  {
    key: 'state',
    title: t('data_state'),
    cell: ({ jobStatus, dryRun, progress, done, total, finishedAt }) => (
      <>
        {t(`job_${jobStatus}`)} {dryRun && <span className="chip">{t('data_dryRun')}</span>}
        {finishedAt === null && (
          <div>
            <progress aria-label={t('data_progress')} max={1} value={total === null ? undefined : progress} />{' '}
            {total === null ? done : `${done} / ${total}`}
          </div>
        )}
      </>
    ),
  },
  { key: 'counts', title: t('data_counts'), cell: job => <Counts job={job} /> },
];

/** What a job has done, or would do. */
function Counts({ job }: { readonly job: Job }) {
  const { jobKind, created, updated, deleted, refused, done, error, details } = job;
  const counts: readonly (readonly [string, number])[] =
    jobKind === 'IMPORT_CONTACTS'
      ? [
          [t('data_created'), created],
          [t('data_updated'), updated],
          [t('data_refused'), refused],
        ]
      : jobKind === 'EXPORT'
        ? [[t('data_rows'), done]]
        : [[t('data_deleted'), deleted]];
  return (
    <>
      {counts.map(([label, count]) => `${label}: ${count}`).join(' · ')}
      {jobKind === 'ERASE_CONTACT' && <Details details={details} />}
      {error && <p className="fault">{error}</p>}
      <Refusals job={job} />
    </>
  );
}

const kinds = [
  ...(['contacts', 'addresses', 'conversations', 'leads', 'notes', 'bookings', 'messages', 'files'] as const),
  'webhookEvents',
] as const;

/** Counts by kind of object. */
export function Details({ details }: { readonly details: unknown }) {
  const counts = (details ?? {}) as Readonly<Record<string, unknown>>;
  const shown = kinds.filter(kind => typeof counts[kind] === 'number');
  if (shown.length === 0) return null;
  return (
    <div className="muted">{shown.map(kind => `${t(`erased_${kind}`)}: ${counts[kind]}`).join(' · ')}</div>
  );
}

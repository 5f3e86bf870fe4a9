import type { AdminJobPartsFragment } from '../../gql/operations.js';

/** A job. */
export type Job = AdminJobPartsFragment;

/** The list with the newer state of its jobs, and those that are new. */
export function withChanges(
  items: readonly Job[],
  changed: ReadonlyMap<string, Job>,
  kind: Job['jobKind'],
): readonly Job[] {
  const known = new Set(items.map(({ id }) => id));
  const added = [...changed.values()].filter(job => job.jobKind === kind && !known.has(job.id));
  const current = items.map(job => {
    const newer = changed.get(job.id);
    return newer && isAhead(newer, job) ? newer : job;
  });
  // The ids are in the order of creation.
  return [...added, ...current].sort((left, right) => (left.id < right.id ? 1 : -1));
}

/** Whether an event says more than the list, which may have been read after it. */
function isAhead(job: Job, known: Job): boolean {
  if (known.finishedAt !== null) return false;
  return job.finishedAt !== null || job.done >= known.done;
}

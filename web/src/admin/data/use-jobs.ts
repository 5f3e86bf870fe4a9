import { useEffect, useState } from 'react';
import {
  AdminJobEventsDocument,
  type AdminJobPartsFragment,
  AdminJobsDocument,
} from '../../gql/operations.js';
import { type ListState, useList } from '../../kit/index.js';
import { useDesk } from '../../live/index.js';

/** A job. */
export type Job = AdminJobPartsFragment;

/** The jobs of a kind, newest first, with their progress as it happens. */
export function useJobs(kind: Job['jobKind']): ListState<Job> {
  const { plain } = useDesk();
  const list = useList(AdminJobsDocument, { kinds: [kind] }, data => data.jobs);
  const [changed, setChanged] = useState<ReadonlyMap<string, Job>>(new Map());
  useEffect(() => {
    const { unsubscribe } = plain.subscription(AdminJobEventsDocument, {}).subscribe(({ data }) => {
      const event = data?.events;
      const node = event?.__typename === 'DomainEvent' ? event.node : null;
      if (node?.__typename === 'Job') setChanged(before => new Map(before).set(node.id, node));
    });
    return unsubscribe;
  }, [plain]);
  return { ...list, items: withChanges(list.items, changed, kind) };
}

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

import { useEffect, useState } from 'react';
import { AdminJobEventsDocument, AdminJobsDocument } from '../../gql/operations.js';
import { type ListState, useList } from '../../kit/index.js';
import { useDesk } from '../../live/index.js';
import { type Job, withChanges } from './with-changes.js';

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

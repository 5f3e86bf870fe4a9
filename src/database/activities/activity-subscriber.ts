/** Gathers the mapper's changes for the activity of their transaction. */
import type { ChangeSet, EventSubscriber, FlushEventArgs } from '@mikro-orm/core';
import type { RowChange } from './derive-activity.js';
import { currentActivity } from './pending-activity.js';

/** Listens to every flush; outside a recorded operation it reads nothing. */
export class ActivitySubscriber implements EventSubscriber {
  /** Before the rows are written: afterwards the former values are gone. */
  onFlush({ uow }: FlushEventArgs): void {
    currentActivity()?.addChanges(uow.getChangeSets().flatMap(set => toRowChange(set)));
  }
}

function toRowChange({ meta, type, entity, payload, originalEntity }: ChangeSet<object>): RowChange[] {
  const { id } = entity as { readonly id?: unknown };
  if (typeof id !== 'string') return [];
  const kind = type === 'create' || type === 'update' ? type : 'delete';
  return [
    {
      ...{ entity: meta.className, id, kind },
      before: { ...(originalEntity as object | undefined) },
      after: kind === 'delete' ? {} : { ...(payload as object) },
    },
  ];
}

/** Gathers the mapper's changes for the activity of their transaction. */
import {
  type ChangeSet,
  type EventSubscriber,
  type FlushEventArgs,
  JsonType,
  type Platform,
} from '@mikro-orm/core';
import type { RowChange } from './derive-activity.js';
import { currentActivity } from './pending-activity.js';

/** Listens to every flush; outside a recorded operation it reads nothing. */
export class ActivitySubscriber implements EventSubscriber {
  /** Before the rows are written: afterwards the former values are gone. */
  onFlush({ uow, em }: FlushEventArgs): void {
    const platform = em.getPlatform();
    currentActivity()?.addChanges(uow.getChangeSets().flatMap(set => toRowChange(set, platform)));
  }
}

function toRowChange(
  { meta, type, entity, payload, originalEntity }: ChangeSet<object>,
  platform: Platform,
): RowChange[] {
  const { id } = entity as { readonly id?: unknown };
  if (typeof id !== 'string') return [];
  const kind = type === 'create' || type === 'update' ? type : 'delete';
  const properties = meta.properties as Readonly<Record<string, (typeof meta.props)[number]>>;
  /** Change sets hold values as the database takes them: a list is `{a,b}`, JSON is text. */
  const toValues = (values: object | undefined) =>
    Object.fromEntries(
      Object.entries(values ?? {}).map(([name, value]) => {
        const custom = typeof value === 'string' ? properties[name]?.customType : undefined;
        if (custom instanceof JsonType) return [name, JSON.parse(value)];
        return [name, custom ? custom.convertToJSValue(value, platform) : value];
      }),
    );
  const after = kind === 'delete' ? {} : toValues(payload);
  return [{ entity: meta.className, id, kind, before: toValues(originalEntity), after }];
}

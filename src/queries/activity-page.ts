/** The audit log: pages, newest first. */
import { tableOf } from '../database/columns.js';
import { BadUserInputError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Activity } from '../entities/activity.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { idIn, idIs, timeIs, wordIn } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';

/** A row of the audit log. */
export type ActivityRow = Readonly<Omit<Activity, 'tenantId'>>;

/** Filters of the audit log; absent and null filter nothing, all given ones must hold. */
export interface ActivityListFilter {
  readonly actorIds?: readonly string[] | null;
  readonly actions?: readonly string[] | null;
  readonly targetTypes?: readonly string[] | null;
  readonly targetId?: string | null;
  /** Contacts that were merged into this one are included. */
  readonly contactId?: string | null;
  readonly conversationId?: string | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

const activity = tableOf(Activity).of('a');
const contacts = tableOf(Contact);
const merged = contacts.of('m');
const list = listById(Activity, 'activities', 'activities', 'a', 'desc');
const projection = plainRows(Activity, 'a');

/** A page of the audit log. @throws BadUserInputError, CursorInvalidError */
export function activityPage(
  source: PageSource,
  filter: ActivityListFilter,
  args: PageArguments,
): Promise<Page<ActivityRow>> {
  const conditions = [
    ...idIn('actorIds', activity.actorId, filter.actorIds),
    ...wordIn('actions', activity.action, filter.actions),
    ...wordIn('targetTypes', activity.targetType, filter.targetTypes),
    ...idIs('targetId', activity.targetId, filter.targetId),
    ...concerns(filter.contactId),
    ...idIs('conversationId', activity.conversationId, filter.conversationId),
    ...timeIs('createdAfter', activity.createdAt, '>=', filter.createdAfter),
    ...timeIs('createdBefore', activity.createdAt, '<', filter.createdBefore),
  ];
  return readPage(source, { list, projection, conditions }, args);
}

function concerns(contactId: string | null | undefined): readonly Condition[] {
  if (contactId == null) return [];
  if (!isUuid(contactId))
    throw new BadUserInputError('contactId', 'must be an id that an earlier response contained');
  return [
    {
      name: 'contactId',
      toSql: parameters => {
        const id = parameters.add(contactId, 'uuid');
        return `${activity.contactId} = any(array(select ${id} union all
          select ${merged.id} from ${contacts.table} m where ${merged.tenantId} = $1 and ${merged.mergedIntoId} = ${id}))`;
      },
    },
  ];
}

import { tableOf } from '../database/columns.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { Notification } from '../entities/notification.entity.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

const { table, column, of } = tableOf(Notification);
const notification = of('n');
/** Older unread ones of more than this count are left as they are; a client shows "100 or more". */
const maxMarked = 500;

const find = statement(
  'find-own-notification',
  sql`select ${as('id', notification.id)} from ${table} n where ${notification.tenantId} = $1 and ${notification.userId} = $2 and ${notification.id} = $3`,
);

/** $1 tenant, $2 user, $3 newest. */
const mark = statement(
  'mark-notifications-read',
  sql`update ${table} n set ${column.readAt} = now()
    where ${notification.id} in (select o.id from ${table} o where o.${column.tenantId} = $1 and o.${column.userId} = $2
            and o.${column.id} <= $3 and o.${column.readAt} is null order by o.id desc limit ${maxMarked})
    returning ${as('id', notification.id)}, ${as('conversationId', notification.conversationId)}`,
);

/** Marks a notification of the user, and all older ones, as read; safe to repeat. @throws NotFoundError */
export async function markNotificationsRead(
  database: DeskDatabase,
  { tenantId, userId }: DeskActor,
  upToId: string,
): Promise<void> {
  await database.change(tenantId, async ({ query, emit }) => {
    const [known] = isUuid(upToId) ? await query(find, [tenantId, userId, upToId]) : [];
    if (!known) throw new NotFoundError('notification', upToId);
    const marked = await query(mark, [tenantId, userId, upToId]);
    // One is enough for the user's other clients: all older ones are read as well.
    const newest = marked.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
    if (newest)
      emit({
        kind: EventType.NOTIFICATION_UPDATED,
        ...{ subjectId: newest.id, conversationId: newest.conversationId, userId, changed: ['readAt'] },
      });
  });
}

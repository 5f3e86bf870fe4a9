/** Reads of the notifications of one user. */
import { tableOf } from '../database/columns.js';
import { as, bool, int, quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { HandoffState } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Notification } from '../entities/notification.entity.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import { rowsById } from './rows-by-id.js';

/** A notification as queries return it. */
export type NotificationRow = Readonly<Notification>;

const notifications = tableOf(Notification);
const notification = notifications.of('n');
const conversation = tableOf(Conversation).of('nc');
const list = listById(Notification, 'notifications', 'notifications', 'n', 'desc');
const projection = plainRows(Notification, 'n');

/** SQL: the wish that it is about still stands, and its user has not marked it. */
const isUnread = `(${notification.readAt} is null and exists (select from ${tableOf(Conversation).table} nc
   where ${conversation.id} = ${notification.conversationId} and ${conversation.handoff} = ${quoted(HandoffState.HANDOFF_REQUESTED)}
     and ${conversation.handoffAt} <= ${notification.createdAt}))`;

const byIds = rowsById(Notification);
const unreadIds = tenantStatement(
  'unread-notifications',
  sql`select ${as('id', notification.id)}, ${as('isUnread', bool(isUnread))} from ${notifications.table} n
    where ${notification.tenantId} = $1 and ${notification.id} = any($2::uuid[])`,
);
const counted = tenantStatement(
  'count-unread-notifications',
  sql`select ${as(
    'count',
    int(`(select count(*)::int from (select from ${notifications.table} n
     where ${notification.tenantId} = $1 and ${notification.userId} = $2 and ${isUnread} limit 100) few)`),
  )}`,
);

/** A page of the user's notifications. */
export function notificationPage(
  source: PageSource,
  userId: string,
  unreadOnly: boolean,
  args: PageArguments,
): Promise<Page<NotificationRow>> {
  const own = {
    name: 'user',
    toSql: (parameters: { add(value: unknown, type: string): string }) =>
      `${notification.userId} = ${parameters.add(userId, 'uuid')}`,
  };
  const unread = { name: 'unread', toSql: () => isUnread };
  return readPage(source, { list, projection, conditions: unreadOnly ? [own, unread] : [own] }, args);
}

/** Unread notifications of a user; 100 for more. */
export async function countUnread(reader: TenantReader, userId: string): Promise<number> {
  return (await reader.row(counted, userId))?.count ?? 0;
}

/** A notification of this user; null for one of another. */
export async function loadNotification(
  source: LoadSource,
  userId: string | null,
  id: string,
): Promise<NotificationRow | null> {
  const row = await loadById<NotificationRow>(source, byIds, id);
  return row !== null && row.userId === userId ? row : null;
}

/** Whether it is unread. */
export function loadIsUnread({ reader, loaders }: LoadSource, id: string): Promise<boolean> {
  return loaders
    .byParent<boolean>('notification-unread', async ids => {
      const rows = new Map((await reader.rows(unreadIds, ids)).map(row => [row.id, row.isUnread]));
      return ids.map(wanted => rows.get(wanted) ?? false);
    })
    .load(id);
}

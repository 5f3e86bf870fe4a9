import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Notification } from '../entities/notification.entity.js';

const { table, column } = tableOf(Notification);
const keptDays = 30;

const drop = statement(
  'drop-old-notifications',
  `delete from ${table} where ${column.id} in (
     select ${column.id} from ${table} where ${column.createdAt} < now() - interval '${keptDays} days' limit 10000)`,
);

/** Deletes notifications past their retention, 10,000 at the most. */
export async function dropOldNotifications(database: Pick<Database, 'query'>): Promise<void> {
  await database.query(drop);
}

/**
 * Statistics of a young database. PostgreSQL plans for the sizes that it last counted, which autovacuum does once a minute at
 * most: until then, statements that were planned for ten rows read ten thousand from end to end, for each message. So as
 * long as the tables of messages are small, they are counted again whenever as many rows were added as there were.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';

/** Messages after which the tables are counted for the first time. */
const firstCount = 50;
/** Tables with more messages are left to autovacuum: they grow by a small part in a minute. */
const grownCount = 100_000;

const { table: messages } = tableOf(Message);
const others = [tableOf(Contact), tableOf(ContactIdentity), tableOf(Conversation), tableOf(Lead)];
const tables = [messages, ...others.map(({ table }) => table)];

/** What the last count found; -1 before the first one. */
const countedMessages = statement(
  'counted-messages',
  sql`select ${as('count', int('c.reltuples::int'))} from pg_class c where c.oid = '${messages}'::regclass`,
);

/** Notified of stored messages. */
export interface YoungTables {
  /** Counts in the background; a failure is ignored, as autovacuum counts too. */
  stored(messages: number): void;
}

/** Creates it, for tables of unknown size. */
export function createYoungTables(database: Database): YoungTables {
  let added = 0;
  let due = firstCount;
  let isCounting = false;
  const count = async (): Promise<void> => {
    const [before] = await database.query(countedMessages, []);
    if (before && before.count < grownCount) {
      await database.pool.query(`analyze ${tables.join(', ')}`);
      const [now] = await database.query(countedMessages, []);
      due = Math.max(firstCount, now?.count ?? 0);
    } else due = Number.POSITIVE_INFINITY;
    added = 0;
  };
  return {
    stored: number => {
      added += number;
      if (added < due || isCounting) return;
      isCounting = true;
      count()
        .catch(() => {
          added = 0;
        })
        .finally(() => {
          isCounting = false;
        });
    },
  };
}

/** Batch loaders for message data that is not a column. */
import { tableOf } from '../database/columns.js';
import { as, quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { EventType } from '../domain/vocabulary.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { Message } from '../entities/message.entity.js';
import type { MessageRow } from './rows.js';

const events = tableOf(DomainEventRecord);
const event = events.of('e');
const messages = tableOf(Message);
const message = messages.of('m');

const positions = tenantStatement(
  'message-positions',
  sql`select ${as('id', event.messageId)}, ${as('position', event.position)} from ${events.table} e
    where ${event.tenantId} = $1 and ${event.kind} = ${quoted(EventType.MESSAGE_ADDED)} and ${event.messageId} = any($2::uuid[])`,
);

/** The event log position of each message's insert; 0 when retention deleted the event. */
export async function loadPositions(reader: TenantReader, ids: readonly string[]): Promise<number[]> {
  const rows = await reader.rows(positions, ids);
  const known = new Map(rows.map(row => [row.id, row.position]));
  return ids.map(id => known.get(id) ?? 0);
}

/** A reference to the message replied to: by the provider's id, on the same channel. */
export interface AnsweredMessage {
  readonly channelId: string;
  readonly externalId: string;
}

const answered = tenantStatement(
  'answered-messages',
  sql`select ${messages.select('m')} from unnest($2::uuid[], $3::text[]) as k(channel_id, external_id)
     join ${messages.table} m on ${message.channelId} = k.channel_id and ${message.externalId} = k.external_id
    where ${message.tenantId} = $1`,
);

/** The messages replied to; null where none is stored. */
export async function loadAnswered(
  reader: TenantReader,
  keys: readonly AnsweredMessage[],
): Promise<(MessageRow | null)[]> {
  const rows = await reader.rows(
    answered,
    keys.map(key => key.channelId),
    keys.map(key => key.externalId),
  );
  const known = new Map(rows.map(row => [`${row.channelId} ${row.externalId}`, row]));
  return keys.map(key => known.get(`${key.channelId} ${key.externalId}`) ?? null);
}

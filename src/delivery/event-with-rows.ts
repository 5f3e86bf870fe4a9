/**
 * Events together with the rows that nearly every subscription selects: message, conversation, channel and contact. The
 * statement that commits an event can return them; else one statement reads all of them. Reading them in sequence took
 * four round trips between the commit and the subscribers.
 */
import { tableOf } from '../database/columns.js';
import { shapeOf } from '../database/row-shape.js';
import { inArrays, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { Message } from '../entities/message.entity.js';

const shapes = {
  message: shapeOf(Message),
  conversation: shapeOf(Conversation),
  channel: shapeOf(Channel),
  contact: shapeOf(Contact),
};

/** Row names of an event; the same as the names of their loaders. */
export type RowName = keyof typeof shapes;

/** The names, in the order of `rowColumns`. */
export const rowNames = Object.keys(shapes) as readonly RowName[];

type RowOf<Name extends RowName> = NonNullable<ReturnType<(typeof shapes)[Name]['read']>>;

const offsets = {} as Record<RowName, number>;
let width = 0;
for (const name of rowNames) {
  offsets[name] = width;
  width += shapes[name].width;
}

/** Select list of the rows, by the aliases of their tables; the result is read by position. */
export function rowColumns(aliases: Readonly<Record<RowName, string>>): string {
  return rowNames.map(name => shapes[name].sql(aliases[name])).join(', ');
}

/** Reads a row of `rowColumns`, which begin at `offset`; null when there is none. */
export function readRow<Name extends RowName>(
  name: Name,
  values: readonly unknown[],
  offset: number,
  tenantId: string,
): RowOf<Name> | null {
  return shapes[name].read(values, offset + offsets[name], tenantId) as RowOf<Name> | null;
}

/** An event with its rows. */
export class EventWithRows implements LoggedEvent {
  readonly tenantId: string;
  readonly position: number;
  readonly kind: LoggedEvent['kind'];
  readonly subjectId: string;
  readonly channelId: string | null;
  readonly conversationId: string | null;
  readonly messageId: string | null;
  readonly changed: readonly string[];
  readonly at: Date;
  readonly was: LoggedEvent['was'];
  readonly userId: string | null;
  readonly #values: readonly unknown[];
  readonly #offset: number;

  /** @param values a row of a statement that has `rowColumns` from `offset` on */
  constructor(event: LoggedEvent, values: readonly unknown[], offset: number) {
    this.tenantId = event.tenantId;
    this.position = event.position;
    this.kind = event.kind;
    this.subjectId = event.subjectId;
    this.channelId = event.channelId;
    this.conversationId = event.conversationId;
    this.messageId = event.messageId;
    this.changed = event.changed;
    this.at = event.at;
    this.was = event.was;
    this.userId = event.userId ?? null;
    this.#values = values;
    this.#offset = offset;
  }

  /** Approximate size of the rows' text. */
  get textBytes(): number {
    let bytes = 0;
    for (const value of this.#values) if (typeof value === 'string') bytes += value.length;
    return bytes;
  }

  /** The id of a row, or null when the event has none of that kind. */
  idOf(name: RowName): string | null {
    return this.#values[this.#offset + offsets[name]] as string | null;
  }

  /** A row, or null when the event has none of that kind. */
  rowOf<Name extends RowName>(name: Name): RowOf<Name> | null {
    return readRow(name, this.#values, this.#offset, this.tenantId);
  }
}

const events = tableOf(DomainEventRecord);
const event = events.of('e');
const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('c');

const eventColumns = [
  'position',
  'kind',
  'subjectId',
  'channelId',
  'conversationId',
  'messageId',
  'changed',
  'at',
  'was',
  'userId',
] as const;

/** Maximum number of events in one read. */
const mostEventsARead = 256;

/**
 * Planned once per connection. Otherwise the planner creates a custom plan for each execution, which takes as long as
 * reading 64 events, while it estimates that to be cheaper than a generic plan. So the inner limit is a constant (an
 * unknown limit counts as a tenth of the log), and position and limit are hidden from the planner by sub-selects.
 * Measured on a busy machine: one event 0.6 ms instead of 1.6, 64 of them 3.0 instead of 5.4.
 */
const readStatement = inArrays(
  tenantStatement(
    'read-events-with-rows',
    `select ${eventColumns.map(name => event[name]).join(', ')},
            ${rowColumns({ message: 'm', conversation: 'c', channel: 'ch', contact: 'ct' })}
       from (select * from ${events.table} e
              where ${event.tenantId} = $1 and ${event.position} > (select $2::bigint)
              order by ${event.position} limit ${mostEventsARead}) e
       left join ${tableOf(Message).table} m on ${message.id} = ${event.messageId}
       left join ${tableOf(Conversation).table} c on ${conversation.id} = ${event.conversationId}
       left join ${tableOf(Channel).table} ch on ${tableOf(Channel).of('ch').id} = ${conversation.channelId}
       left join ${tableOf(Contact).table} ct on ${tableOf(Contact).of('ct').id} = ${conversation.contactId}
      order by ${event.position} limit (select $3::bigint)`,
  ),
);

/** Events after a position, oldest first, at most `limit` and `mostEventsARead`, with their rows. */
export async function readEventsWithRows(
  reader: TenantReader,
  position: number,
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await reader.rows(readStatement, position, limit);
  return rows.map(values => {
    const facts = { tenantId: reader.tenantId } as Record<string, unknown>;
    eventColumns.forEach((name, index) => {
      facts[name] = values[index];
    });
    return new EventWithRows(facts as unknown as LoggedEvent, values, eventColumns.length);
  });
}

/**
 * Events of a tenant together with the rows that nearly every subscription shows of them: message, conversation,
 * channel and contact, in one statement. Reading them one after the other took four round trips between the commit and
 * the subscribers.
 */
import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { Message } from '../entities/message.entity.js';
import type { Loaders } from './loaders.js';
import { shapeOf } from './row-shape.js';

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
] as const;
const shapes = {
  message: shapeOf(Message),
  conversation: shapeOf(Conversation),
  channel: shapeOf(Channel),
  contact: shapeOf(Contact),
};
const offsets = {
  message: eventColumns.length,
  conversation: eventColumns.length + shapes.message.width,
  channel: eventColumns.length + shapes.message.width + shapes.conversation.width,
  contact: eventColumns.length + shapes.message.width + shapes.conversation.width + shapes.channel.width,
};

const readStatement = {
  ...tenantStatement(
    'read-events-with-rows',
    `select ${eventColumns.map(name => event[name]).join(', ')}, ${shapes.message.sql('m')}, ${shapes.conversation.sql('c')},
            ${shapes.channel.sql('ch')}, ${shapes.contact.sql('ct')}
       from ${events.table} e
       left join ${tableOf(Message).table} m on ${message.id} = ${event.messageId}
       left join ${tableOf(Conversation).table} c on ${conversation.id} = ${event.conversationId}
       left join ${tableOf(Channel).table} ch on ${tableOf(Channel).of('ch').id} = ${conversation.channelId}
       left join ${tableOf(Contact).table} ct on ${tableOf(Contact).of('ct').id} = ${conversation.contactId}
      where ${event.tenantId} = $1 and ${event.position} > $2 order by ${event.position} limit $3`,
  ),
  rowMode: 'array' as const,
};

/** An event that brings its rows along. */
class EventWithRows implements LoggedEvent {
  readonly position: number;
  readonly kind: LoggedEvent['kind'];
  readonly subjectId: string;
  readonly channelId: string | null;
  readonly conversationId: string | null;
  readonly messageId: string | null;
  readonly changed: readonly string[];
  readonly at: Date;
  readonly #values: readonly unknown[];

  constructor(
    readonly tenantId: string,
    values: readonly unknown[],
  ) {
    this.#values = values;
    [
      this.position,
      this.kind,
      this.subjectId,
      this.channelId,
      this.conversationId,
      this.messageId,
      this.changed,
      this.at,
    ] = values as never as [
      number,
      LoggedEvent['kind'],
      string,
      string | null,
      string | null,
      string | null,
      string[],
      Date,
    ];
  }

  /** Gives the rows to the loaders; what a loader knows already is not read again. */
  prime(loaders: Loaders): void {
    for (const name of ['message', 'conversation', 'channel', 'contact'] as const) {
      const id = this.#values[offsets[name]] as string | null;
      if (id === null || loaders[name].isKnown(id)) continue;
      loaders[name].prime(shapes[name].read(this.#values, offsets[name], this.tenantId) as never);
    }
  }
}

/** Events after a position, oldest first, at most `limit`, with their rows. */
export async function readEventsWithRows(
  reader: TenantReader,
  position: number,
  limit: number,
): Promise<LoggedEvent[]> {
  const rows = await reader.rows<unknown[]>(readStatement, position, limit);
  return rows.map(values => new EventWithRows(reader.tenantId, values));
}

/** Gives the rows that events brought along to the loaders of a batch. */
export function primeRows(list: readonly LoggedEvent[], loaders: Loaders): void {
  for (const one of list) if (one instanceof EventWithRows) one.prime(loaders);
}

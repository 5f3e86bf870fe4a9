/** Message statistics; each figure is read on demand. */
import { tableOf } from '../database/columns.js';
import { as, int, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { MessageStatus } from '../domain/delivery-status.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import type { MessageDirection } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import type { MessageRow } from './rows.js';

const messages = tableOf(Message);
const message = messages.of('m');
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');

/** Scope of the statistics: some channels or all, from a moment on or of all time. */
export interface MessageStatsScope {
  readonly channelIds: readonly string[] | null;
  readonly since: Date | null;
}

interface Tally {
  readonly channelId: string;
  readonly direction: MessageDirection;
  readonly status: MessageStatus;
  readonly count: number;
}

/** Messages of one channel in each direction. */
export interface ChannelCountRow {
  readonly channelId: string;
  readonly inbound: number;
  readonly outbound: number;
}

const beginning = firstUuidAt(new Date(0));
const ofChannel = (column: string) => `($3::uuid[] is null or ${column} = any($3))`;

const tally = tenantStatement(
  'message-tally',
  sql`select ${as('channelId', message.channelId)}, ${as('direction', message.direction)}, ${as('status', message.status)}, ${as('count', int('count(*)'))}
     from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.id} >= $2::uuid and ${ofChannel(message.channelId)}
    group by 1, 2, 3 order by 1, 2, 3`,
);

const contactCount = tenantStatement(
  'contacts-with-messages',
  sql`select ${as('count', int(`count(distinct ${conversation.contactId})`))} from ${conversations.table} c
    where ${conversation.tenantId} = $1 and ${conversation.lastMessageId} >= $2::uuid and ${ofChannel(conversation.channelId)}`,
);

const recent = tenantStatement(
  'recent-messages',
  sql`select ${messages.select('m')} from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.id} >= $2::uuid and ${ofChannel(message.channelId)}
    order by ${message.id} desc limit $4::int`,
);

/** The statistics of one scope. "Since" compares the time in the id: that of the insert. */
export class MessageStatsReader {
  #tally: Promise<Tally[]> | undefined;
  readonly #oldest: string;

  constructor(
    readonly reader: TenantReader,
    readonly scope: MessageStatsScope,
  ) {
    this.#oldest = scope.since ? firstUuidAt(scope.since) : beginning;
  }

  /** All messages. */
  async total(): Promise<number> {
    return (await this.#read()).reduce((sum, row) => sum + row.count, 0);
  }

  /** Contacts who wrote or were written to. */
  async contacts(): Promise<number> {
    return (await this.reader.row(contactCount, this.#oldest, this.scope.channelIds))?.count ?? 0;
  }

  /** The latest messages, newest first. */
  recent(limit: number): Promise<MessageRow[]> {
    return this.reader.rows(recent, this.#oldest, this.scope.channelIds, limit);
  }

  /** Inbound and outbound counts of each channel that carried a message. */
  async byChannel(): Promise<ChannelCountRow[]> {
    const counts = new Map<string, { channelId: string; inbound: number; outbound: number }>();
    for (const { channelId, direction, count } of await this.#read()) {
      const row = counts.get(channelId) ?? { channelId, inbound: 0, outbound: 0 };
      row[direction === 'INBOUND' ? 'inbound' : 'outbound'] += count;
      counts.set(channelId, row);
    }
    return [...counts.values()];
  }

  /** Counts by status, without zero counts. */
  async byStatus(): Promise<{ status: MessageStatus; count: number }[]> {
    const counts = new Map<MessageStatus, number>();
    for (const { status, count } of await this.#read()) counts.set(status, (counts.get(status) ?? 0) + count);
    return [...counts].map(([status, count]) => ({ status, count }));
  }

  #read(): Promise<Tally[]> {
    this.#tally ??= this.reader.rows(tally, this.#oldest, this.scope.channelIds);
    return this.#tally;
  }
}

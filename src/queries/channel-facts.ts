/** Batch loaders for channel data that is not a column: last activity and backlog. */
import { tableOf } from '../database/columns.js';
import { as, int, moment, orNull, quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const messages = tableOf(Message);
const message = messages.of('m');

/** When a channel last carried a message in each direction; null when it never did. */
export interface ChannelActivity {
  readonly lastInboundAt: Date | null;
  readonly lastOutboundAt: Date | null;
}

const activity = tenantStatement<ChannelActivity & { id: string }>(
  'channel-activity',
  `select p.id,
          (select max(${conversation.lastInboundAt}) from ${conversations.table} c
            where ${conversation.tenantId} = $1 and ${conversation.channelId} = p.id) as "lastInboundAt",
          (select ${message.createdAt} from ${messages.table} m
            where ${message.tenantId} = $1 and ${message.channelId} = p.id and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
            order by ${message.id} desc limit 1) as "lastOutboundAt"
     from unnest($2::uuid[]) as p(id)`,
);

/** The activity of channels. */
export async function loadChannelActivity(
  reader: TenantReader,
  ids: readonly string[],
): Promise<ChannelActivity[]> {
  const rows = await reader.rows(activity, ids);
  const known = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => known.get(id) ?? { lastInboundAt: null, lastOutboundAt: null });
}

/** Messages that wait to be sent from a channel, and messages with the status UNKNOWN. */
export interface ChannelBacklog {
  readonly outboxDepth: number;
  readonly oldestQueuedAt: Date | null;
  readonly unknownCount: number;
}

const backlog = tenantStatement(
  'channel-backlog',
  sql`select ${as('id', message.channelId)},
          ${as('outboxDepth', int(`count(*) filter (where ${message.status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING)}))`))},
          ${as('oldestQueuedAt', orNull(moment(`min(${message.createdAt}) filter (where ${message.status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING)}))`)))},
          ${as('unknownCount', int(`count(*) filter (where ${message.status} = ${quoted(MessageStatus.UNKNOWN)})`))}
     from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.channelId} = any($2::uuid[]) and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
      and ${message.status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.UNKNOWN)})
    group by ${message.channelId}`,
);

/** The backlog of channels. */
export async function loadChannelBacklog(
  reader: TenantReader,
  ids: readonly string[],
): Promise<ChannelBacklog[]> {
  const rows = await reader.rows(backlog, ids);
  const known = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => known.get(id) ?? { outboxDepth: 0, oldestQueuedAt: null, unknownCount: 0 });
}

/** Reads of scheduled replies. */
import { tableOf } from '../database/columns.js';
import { quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { ScheduledReplyStatus } from '../domain/vocabulary.js';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import { rowsById } from './rows-by-id.js';

/** A scheduled reply as queries return it. */
export type ScheduledReplyRow = Readonly<ScheduledReply>;

const replies = tableOf(ScheduledReply);
const reply = replies.of('s');

const byIds = rowsById(ScheduledReply);

/** The number of those that wait is limited when they are written; refused ones are shown until someone has seen them. */
const ofConversations = tenantStatement(
  'scheduled-replies-of-conversation',
  sql`select ${replies.select('s')} from ${replies.table} s
    where ${reply.tenantId} = $1 and ${reply.conversationId} = any($2::uuid[]) and (${reply.status} = ${quoted(ScheduledReplyStatus.SCHEDULED)}
        or (${reply.status} = ${quoted(ScheduledReplyStatus.FAILED)} and ${reply.sendAt} > now() - interval '30 days'))
    order by ${reply.sendAt}, ${reply.id}`,
);

/** The reply with this id; null when the tenant has none. */
export const loadScheduledReply = (source: LoadSource, id: string) =>
  loadById<ScheduledReplyRow>(source, byIds, id);

/** The replies of a conversation that wait, and those that were refused lately; by time. */
export function loadScheduledReplies(
  { reader, loaders }: LoadSource,
  id: string,
): Promise<readonly ScheduledReplyRow[]> {
  return loaders
    .byParent<readonly ScheduledReplyRow[]>('scheduled-replies', async ids => {
      const rows = Map.groupBy(await reader.rows(ofConversations, ids), row => row.conversationId);
      return ids.map(wanted => rows.get(wanted) ?? []);
    })
    .load(id);
}

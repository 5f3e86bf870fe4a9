/**
 * Timelines: messages, notes, activities and booking notices of a conversation or a contact in one order. Ids are version
 * 7 UUIDs, in the order of storing for all kinds, so one keyset cursor merges the index scans of all of them. One
 * statement finds the ids of a page; the rows come from the loaders.
 */
import { tableOf } from '../database/columns.js';
import { inArrays, type TenantStatement, tenantStatement } from '../database/statement.js';
import { maxPageSize } from '../domain/page-size.js';
import { TimelineItemKind } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { loadBookingNotification } from './booking-loaders.js';
import { idIn } from './conditions.js';
import { loadActivity } from './node-rows.js';
import { type Keyset, ListCursors, Page, type PageArguments, type PageItem, toKeyset } from './page.js';
import { Parameters } from './page-sql.js';
import type { PageSource } from './read-page.js';
import { syncPositionSql } from './sync-cursor.js';
import { activityScans } from './timeline-activities.js';
import { inConversations, type TimelineOwner, type TimelineScan } from './timeline-scan.js';

/** Filters of a timeline; absent and null filter nothing, an empty list matches nothing. */
export interface TimelineListFilter {
  readonly kinds?: readonly TimelineItemKind[] | null;
  readonly channelIds?: readonly string[] | null;
}

/** A row with the name of its type. */
export type TimelineRow = object & { readonly __typename: string };

const conversations = tableOf(Conversation);
const conversation = conversations.of('tc');
const leads = tableOf(Lead);
const lead = leads.of('tl');
const messages = tableOf(Message);
const message = messages.of('m');
const told = messages.of('gm');
const notes = tableOf(Note);
const note = notes.of('n');
const bookings = tableOf(Booking);
const booking = bookings.of('tb');
const notices = tableOf(BookingNotification);
const notice = notices.of('g');

/** A note without words of its own stands for a message, which is in the timeline itself. */
const hasWords = `${note.ownBody} is not null`;

/** The scans of each kind; every one is limited to a page along its index. */
const scans: Readonly<
  Record<TimelineItemKind, (owner: TimelineOwner, scan: TimelineScan) => readonly string[]>
> = {
  [TimelineItemKind.MESSAGE]: (owner, scan) => [
    inConversations(
      owner,
      scan,
      `select ${message.id} as id from ${messages.table} m
        where ${message.tenantId} = $1 and ${message.conversationId} = ${conversation.id} ${scan.end(message.id)}`,
    ),
  ],
  [TimelineItemKind.NOTE]: (owner, scan) => [
    inConversations(
      owner,
      scan,
      `select ${note.id} as id from ${notes.table} n
        where ${note.tenantId} = $1 and ${note.conversationId} = ${conversation.id} and ${hasWords} ${scan.end(note.id)}`,
    ),
    ...(owner === 'contact'
      ? [
          `select x.id from ${leads.table} tl join lateral (
             select ${note.id} as id from ${notes.table} n
              where ${note.tenantId} = $1 and ${note.leadId} = ${lead.id} and ${note.conversationId} is null and ${hasWords} ${scan.end(note.id)}) x on true
            where ${lead.tenantId} = $1 and ${lead.contactId} = p.id ${scan.onChannels(lead.channelId)}`,
        ]
      : []),
  ],
  [TimelineItemKind.ACTIVITY]: activityScans,
  [TimelineItemKind.BOOKING_NOTIFICATION]: (owner, scan) => [
    owner === 'conversation'
      ? `select ${notice.id} as id from ${conversations.table} tc
           join ${bookings.table} tb on ${booking.contactId} = ${conversation.contactId}
           join ${notices.table} g on ${notice.bookingId} = ${booking.id}
           join ${messages.table} gm on ${told.id} = ${notice.messageId} and ${told.conversationId} = ${conversation.id}
          where ${conversation.tenantId} = $1 and ${conversation.id} = p.id ${scan.onChannels(conversation.channelId)} ${scan.end(notice.id)}`
      : `select ${notice.id} as id from ${bookings.table} tb
           join ${notices.table} g on ${notice.bookingId} = ${booking.id}
           left join ${messages.table} gm on ${told.id} = ${notice.messageId}
          where ${booking.tenantId} = $1 and ${booking.contactId} = p.id ${scan.onChannels(told.channelId)} ${scan.end(notice.id)}`,
  ],
};

/**
 * A page of a timeline, oldest first; the newest 20 by default. The same page of several owners is read in one statement.
 * @throws BadUserInputError, CursorInvalidError
 */
export function timelineOf(
  source: PageSource,
  owner: TimelineOwner,
  ownerId: string,
  filter: TimelineListFilter,
  args: PageArguments,
): Promise<Page<TimelineRow>> {
  const { reader, loaders } = source;
  const cursors = new ListCursors(source.cursors, reader.tenantId, 'timeline', 1);
  const keyset = toKeyset(cursors, args, 'last');
  const query = build(source, owner, filter, keyset);
  const key = JSON.stringify([owner, query([]).statement.text, query([]).parameters]);
  return loaders
    .byParent<Page<TimelineRow>>(key, async ids => {
      const { statement, parameters } = query(ids);
      const rows = await reader.rows(statement, ...parameters);
      const items = new Map<unknown, PageItem<TimelineRow>[]>(ids.map(id => [id, []]));
      const loaded = await Promise.all(rows.map(([, kind, id]) => load(source, kind, id)));
      for (const [index, [parent, , id]] of rows.entries()) {
        const row = loaded[index];
        if (row) items.get(parent)?.push({ row, parts: [String(id)] });
      }
      const syncPosition = Number(rows[0]?.[3] ?? 0);
      return ids.map(id => new Page(items.get(id) ?? [], keyset, cursors, { syncPosition }));
    })
    .load(ownerId);
}

function build(source: PageSource, owner: TimelineOwner, filter: TimelineListFilter, keyset: Keyset) {
  const { kinds, channelIds } = filter;
  const wanted = Object.values(TimelineItemKind).filter(kind => kinds == null || kinds.includes(kind));
  const direction = keyset.isBackward ? 'desc' : 'asc';
  const visible = idIn('channelIds', 'c', channelIds).length > 0 ? [channelIds] : [];
  if (source.channelIds !== null) visible.push(source.channelIds);
  return (
    ids: readonly string[],
  ): { statement: TenantStatement<readonly unknown[]>; parameters: unknown[] } => {
    const parameters = new Parameters();
    const parents = parameters.add(ids, 'uuid[]');
    const bounds = [
      ...(keyset.after ? [`> ${parameters.add(keyset.after[0], 'uuid')}`] : []),
      ...(keyset.before ? [`< ${parameters.add(keyset.before[0], 'uuid')}`] : []),
    ];
    const lists = visible.map(list => parameters.add(list, 'uuid[]'));
    const scan: TimelineScan = {
      end: id =>
        `${bounds.map(bound => `and ${id} ${bound}`).join(' ')} order by ${id} ${direction} limit ${maxPageSize + 1}`,
      onChannels: column => lists.map(list => `and ${column} = any(${list})`).join(' '),
      isOnAllNumbers: lists.length === 0,
    };
    const parts = wanted.flatMap(kind =>
      scans[kind](owner, scan).map(part => `select '${kind}' as kind, s.id from (${part}) s`),
    );
    const none = `select null as kind, null::uuid as id where false`;
    const limit = parameters.add(keyset.limit + 1, 'bigint');
    const text = `select p.id, t.kind, t.id, ${syncPositionSql} from unnest(${parents}) as p(id)
       left join lateral (
         select * from (${parts.length > 0 ? parts.join(' union all ') : none}) u order by u.id ${direction} limit ${limit}) t on true
      order by p.id, t.id ${direction}`;
    const name = [
      'timeline',
      owner,
      wanted.map(kind => kind[0]).join(''),
      direction,
      keyset.after && 'after',
      keyset.before && 'before',
    ];
    const scoped: TenantStatement =
      lists.length > 0
        ? { name: '', text, isTenantScoped: true }
        : tenantStatement(name.filter(Boolean).join(':').toLowerCase(), text);
    return { statement: inArrays(scoped), parameters: parameters.values };
  };
}

async function load(source: PageSource, kind: unknown, id: unknown): Promise<TimelineRow | null> {
  if (typeof id !== 'string') return null;
  const tagged = (typeName: string, row: object | null) => row && { ...row, __typename: typeName };
  switch (kind) {
    case TimelineItemKind.MESSAGE:
      return tagged('Message', await source.loaders.message.load(id));
    case TimelineItemKind.NOTE:
      return tagged('Note', await source.loaders.note.load(id));
    case TimelineItemKind.ACTIVITY:
      return tagged('Activity', await loadActivity(source, id));
    default:
      return tagged('BookingNotification', await loadBookingNotification(source, id));
  }
}

import type { OutboxEntry } from '../composer/index.js';
import type { ScheduledPartsFragment } from '../gql/operations.js';
import {
  type Activity,
  compareStored,
  type Message,
  type Note,
  type Notice,
  type ThreadView,
} from '../live/index.js';
import { dayKey } from '../ui/index.js';

/** A row of the thread. */
export type ThreadItem =
  | { readonly kind: 'DAY'; readonly key: string; readonly at: string }
  | { readonly kind: 'NEW'; readonly key: string; readonly count: number }
  | { readonly kind: 'MESSAGE'; readonly key: string; readonly message: Message }
  | { readonly kind: 'NOTE'; readonly key: string; readonly note: Note }
  | { readonly kind: 'NOTICE'; readonly key: string; readonly notice: Notice }
  /** Changes without a message between them. */
  | { readonly kind: 'ACTIVITIES'; readonly key: string; readonly activities: readonly Activity[] }
  | { readonly kind: 'LOCAL'; readonly key: string; readonly entry: OutboxEntry }
  | { readonly kind: 'SCHEDULED'; readonly key: string; readonly reply: ScheduledPartsFragment };

/** Place of the divider of new messages. */
export interface Divider {
  /** The message that it stands before. */
  readonly id: string;
  readonly count: number;
}

/** What stands below the stored items. */
export interface WaitingReplies {
  readonly outbox: readonly OutboxEntry[];
  readonly scheduled: readonly ScheduledPartsFragment[];
}

/**
 * The timeline with a separator before each day of the viewer; scheduled replies and replies that the server does not
 * have yet last. A reply is shown once: as soon as a message has its key, the local one is gone.
 */
export function toThreadItems(
  { messages, notes, activities, notices, hasOlder, oldestId }: ThreadView,
  { outbox, scheduled }: WaitingReplies,
  divider: Divider | null,
): readonly ThreadItem[] {
  const stored = [
    ...messages.map(message => ({
      kind: 'MESSAGE' as const,
      id: message.id,
      at: message.createdAt,
      message,
    })),
    // One that repeats a message is shown in the side panel only.
    ...notes
      .filter(note => note.sourceMessage === null)
      .map(note => ({ kind: 'NOTE' as const, id: note.id, at: note.createdAt, note })),
    ...activities.map(activity => ({
      kind: 'ACTIVITY' as const,
      id: activity.id,
      at: activity.createdAt,
      activity,
    })),
    ...notices.map(notice => ({ kind: 'NOTICE' as const, id: notice.id, at: notice.createdAt, notice })),
  ]
    // What is older than the loaded part comes with its page.
    .filter(({ id }) => !hasOlder || id >= oldestId)
    .sort(compareStored);
  const items: ThreadItem[] = [];
  let day = 0;
  for (const item of stored) {
    const itemDay = dayKey(item.at);
    if (itemDay !== day) items.push({ kind: 'DAY', key: `day-${itemDay}`, at: item.at });
    day = itemDay;
    if (item.id === divider?.id) items.push({ kind: 'NEW', key: 'new', count: divider.count });
    const last = items.at(-1);
    if (item.kind === 'MESSAGE')
      items.push({ kind: 'MESSAGE', key: item.message.idempotencyKey ?? item.id, message: item.message });
    else if (item.kind === 'NOTE') items.push({ kind: 'NOTE', key: item.id, note: item.note });
    else if (item.kind === 'NOTICE') items.push({ kind: 'NOTICE', key: item.id, notice: item.notice });
    else if (last?.kind === 'ACTIVITIES')
      items[items.length - 1] = { ...last, activities: [...last.activities, item.activity] };
    else items.push({ kind: 'ACTIVITIES', key: item.id, activities: [item.activity] });
  }
  const known = new Set(messages.map(message => message.idempotencyKey));
  for (const reply of scheduled) items.push({ kind: 'SCHEDULED', key: reply.id, reply });
  for (const entry of outbox) if (!known.has(entry.key)) items.push({ kind: 'LOCAL', key: entry.key, entry });
  return items;
}

/** Where an item of the timeline stands; -1 when it is not loaded. */
export function indexOfId(items: readonly ThreadItem[], id: string): number {
  return items.findIndex(item => {
    if (item.kind === 'MESSAGE') return item.message.id === id;
    if (item.kind === 'ACTIVITIES') return item.activities.some(activity => activity.id === id);
    return item.key === id;
  });
}

/**
 * The first unread message: the first inbound one after the last that the viewer has read.
 *
 * @returns null when everything is read, or the first unread message is not loaded
 */
export function findFirstUnread(
  { messages, hasOlder }: ThreadView,
  { unreadCount, lastReadId }: { readonly unreadCount: number; readonly lastReadId: string | null },
): Divider | null {
  if (unreadCount === 0) return null;
  const inbound = messages.filter(({ direction }) => direction === 'INBOUND');
  const unread =
    lastReadId === null ? inbound.slice(-unreadCount) : inbound.filter(({ id }) => id > lastReadId);
  const [first] = unread;
  if (!first) return null;
  const isComplete =
    lastReadId === null
      ? unread.length >= unreadCount || !hasOlder
      : (messages[0]?.id ?? '') <= lastReadId || !hasOlder;
  return isComplete ? { id: first.id, count: Math.max(unreadCount, 1) } : null;
}

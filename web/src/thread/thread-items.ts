import type { OutboxEntry } from '../composer/index.js';
import { compareStored, type Message, type Note, type ThreadView } from '../live/index.js';
import { dayKey } from '../ui/index.js';

/** A row of the thread. */
export type ThreadItem =
  | { readonly kind: 'DAY'; readonly key: string; readonly at: string }
  | { readonly kind: 'NEW'; readonly key: string; readonly count: number }
  | { readonly kind: 'MESSAGE'; readonly key: string; readonly message: Message }
  | { readonly kind: 'NOTE'; readonly key: string; readonly note: Note }
  | { readonly kind: 'LOCAL'; readonly key: string; readonly entry: OutboxEntry };

/**
 * Messages and notes by time, with a separator before each day of the viewer; replies that the server does not have yet
 * last. A reply is shown once: as soon as a message has its key, the local one is gone.
 *
 * @param firstUnread the divider of new messages stands before it
 */
export function toThreadItems(
  { messages, notes, hasOlder }: ThreadView,
  outbox: readonly OutboxEntry[],
  firstUnread: { readonly id: string; readonly count: number } | null,
): readonly ThreadItem[] {
  const oldest = messages[0]?.createdAt ?? '';
  // Notes of before the loaded part come with it; one that repeats a message is shown in the side panel only.
  const own = notes.filter(note => note.sourceMessage === null);
  const shownNotes = hasOlder ? own.filter(note => note.createdAt >= oldest) : own;
  const stored = [
    ...messages.map(message => ({ ...toPlace(message), message })),
    ...shownNotes.map(note => ({ ...toPlace(note), note })),
  ].sort(compareStored);
  const items: ThreadItem[] = [];
  let day = 0;
  for (const item of stored) {
    const itemDay = dayKey(item.createdAt);
    if (itemDay !== day) items.push({ kind: 'DAY', key: `day-${itemDay}`, at: item.createdAt });
    day = itemDay;
    if (item.id === firstUnread?.id) items.push({ kind: 'NEW', key: 'new', count: firstUnread.count });
    if ('message' in item) {
      const { message } = item;
      items.push({ kind: 'MESSAGE', key: message.idempotencyKey ?? message.id, message });
    } else items.push({ kind: 'NOTE', key: item.id, note: item.note });
  }
  const known = new Set(messages.map(message => message.idempotencyKey));
  for (const entry of outbox) if (!known.has(entry.key)) items.push({ kind: 'LOCAL', key: entry.key, entry });
  return items;
}

const toPlace = ({ id, createdAt }: { readonly id: string; readonly createdAt: string }) => ({
  id,
  createdAt,
});

import type { CannedRepliesQuery } from '../gql/operations.js';

type Canned = CannedRepliesQuery['cannedReplies'][number];

const maxShown = 50;

/** Those that match, the ones whose shortcut begins with the words first. */
export function findCanned<Item extends Pick<Canned, 'shortcut' | 'title' | 'body'>>(
  all: readonly Item[],
  search: string,
): readonly Item[] {
  const wanted = search.trim().toLocaleLowerCase();
  const begin = all.filter(({ shortcut }) => shortcut.startsWith(wanted));
  const contain = all.filter(
    item =>
      !begin.includes(item) &&
      [item.shortcut, item.title, item.body].some(text => text.toLocaleLowerCase().includes(wanted)),
  );
  return [...begin, ...contain].slice(0, maxShown);
}

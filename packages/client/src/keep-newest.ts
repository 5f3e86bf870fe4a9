/** An object whose `version` grows with each of its changes: Conversation, Message, Lead, Contact. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Where an object that is not in the list yet is added. */
export type ListEnd = 'START' | 'END';

/**
 * Puts an object into a list without repeats: it replaces the one with its id, unless that one has a higher version.
 * For stores that are not normalised, such as urql's document cache.
 *
 * @returns the same list when the object is older than the one in it
 */
export function keepNewest<Item extends Versioned>(
  list: readonly Item[],
  item: Item,
  place: ListEnd = 'END',
): readonly Item[] {
  const index = list.findIndex(({ id }) => id === item.id);
  const known = list[index];
  if (known === undefined) return place === 'END' ? [...list, item] : [item, ...list];
  return item.version < known.version ? list : list.map(other => (other === known ? item : other));
}

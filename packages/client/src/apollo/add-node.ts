import type { ApolloCache, Reference, StoreObject } from '@apollo/client';

/** Options of `addNode`. */
export interface AddNodeOptions {
  /** The object whose field the list is; the query itself when absent. */
  readonly of?: StoreObject | Reference;
  /** Name of the connection's field, such as `conversations`. */
  readonly field: string;
  readonly node: StoreObject | Reference;
  readonly place: 'START' | 'END';
  /** Chooses among lists with different arguments, by the name under which the cache stores them; all when absent. */
  readonly isFor?: (storeFieldName: string) => boolean;
}

/**
 * Puts an object of the cache at the start or the end of a cached list, each object once: for events that add to a list
 * or move in it.
 */
export function addNode(cache: ApolloCache, { of, field, node, place, isFor }: AddNodeOptions): void {
  const id = cache.identify(node);
  if (id === undefined) return;
  const ref: Reference = { __ref: id };
  const parent = of === undefined ? undefined : cache.identify(of);
  if (of !== undefined && parent === undefined) return;
  const put = <Item>(items: readonly Item[], isNode: (item: Item) => boolean, added: Item): Item[] => {
    const others = items.filter(item => !isNode(item));
    return place === 'START' ? [added, ...others] : [...others, added];
  };
  cache.modify<Record<string, unknown>>({
    ...(parent === undefined ? {} : { id: parent }),
    fields: {
      [field]: (stored: unknown, { storeFieldName }: { readonly storeFieldName: string }) => {
        const list = stored as StoredList | null;
        if (!list || isFor?.(storeFieldName) === false) return stored;
        const { nodes, edges } = list;
        const edge = edges?.find(({ node: item }) => item?.__ref === id) ?? {
          __typename: edges?.[0]?.__typename,
          cursor: '',
          node: ref,
        };
        return {
          ...list,
          ...(nodes ? { nodes: put(nodes, item => item.__ref === id, ref) } : {}),
          ...(edges ? { edges: put(edges, item => item.node?.__ref === id, edge) } : {}),
        };
      },
    },
  });
}

interface StoredList {
  readonly nodes?: readonly Reference[];
  readonly edges?: readonly { readonly node?: Reference; readonly __typename?: string | undefined }[];
}

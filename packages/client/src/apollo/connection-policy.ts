import type { FieldMergeFunction, FieldPolicy, Reference, TypePolicies } from '@apollo/client';
import { connectionFields } from '../schema-facts.js';

interface PageInfo {
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
  readonly hasNextPage?: boolean;
  readonly hasPreviousPage?: boolean;
}

interface Edge {
  readonly cursor?: string;
  readonly node?: Reference;
}

/** A page, or the pages so far, as the cache stores them. */
interface StoredConnection {
  readonly edges?: readonly Edge[];
  readonly nodes?: readonly Reference[];
  readonly pageInfo?: PageInfo;
}

/**
 * Policy of a connection's field: pages that are loaded with `after` or `before` are joined to the list, each object
 * once; a page without a cursor replaces the list.
 *
 * @param keyArgs the arguments that make a list another list, such as `filter`
 */
export function connectionPolicy(keyArgs: readonly string[]): FieldPolicy<StoredConnection> {
  return { keyArgs: keyArgs.length > 0 ? [...keyArgs] : false, merge: mergePages };
}

/** Policies for all connections of the schema; for an `InMemoryCache` of your own. `TrunklineCache` has them. */
export function trunklineTypePolicies(): TypePolicies {
  return Object.fromEntries(
    Object.entries(connectionFields).map(([typename, fields]) => [
      typename,
      {
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, keyArgs]) => [field, connectionPolicy(keyArgs)]),
        ),
      },
    ]),
  );
}

const mergePages: FieldMergeFunction<StoredConnection> = (existing, incoming, { args }) => {
  const { after, before } = (args ?? {}) as {
    readonly after?: string | null;
    readonly before?: string | null;
  };
  if (!existing || !incoming || (!after && !before)) return incoming;
  const merged = {
    ...existing,
    ...incoming,
    // Position from which to subscribe: what is older than the first page's has not been seen yet.
    ...('syncCursor' in existing ? { syncCursor: existing.syncCursor } : {}),
    ...joinLists(existing, incoming, after ?? null, before ?? null),
  };
  const [first, last] = after ? [existing, incoming] : [incoming, existing];
  return existing.pageInfo && incoming.pageInfo
    ? {
        ...merged,
        pageInfo: {
          ...incoming.pageInfo,
          startCursor: first.pageInfo?.startCursor ?? null,
          hasPreviousPage: first.pageInfo?.hasPreviousPage ?? false,
          endCursor: last.pageInfo?.endCursor ?? existing.pageInfo.endCursor ?? null,
          hasNextPage: last.pageInfo?.hasNextPage ?? false,
        },
      }
    : merged;
};

function joinLists(
  existing: StoredConnection,
  incoming: StoredConnection,
  after: string | null,
  before: string | null,
): Partial<StoredConnection> {
  const lists: { edges?: readonly Edge[]; nodes?: readonly Reference[] } = {};
  // A page that is loaded again takes the place of what followed its cursor.
  const index = (existing.edges ?? []).findIndex(({ cursor }) => cursor === (after ?? before));
  const isKept = (position: number) => index < 0 || (after === null ? position >= index : position <= index);
  const join = <Item>(own: readonly Item[], added: readonly Item[], refOf: (item: Item) => string | null) => {
    const kept = own.filter((_item, position) => isKept(position));
    const known = new Set(kept.map(refOf));
    const others = added.filter(item => refOf(item) === null || !known.has(refOf(item)));
    return after === null ? [...others, ...kept] : [...kept, ...others];
  };
  if (incoming.edges)
    lists.edges = join(existing.edges ?? [], incoming.edges, edge => edge.node?.__ref ?? null);
  if (incoming.nodes) lists.nodes = join(existing.nodes ?? [], incoming.nodes, node => node.__ref ?? null);
  return lists;
}

import type { TypedDocumentNode } from '@urql/core';
import { type ListState, useList } from './use-list.js';

const lastPage = { hasNextPage: false, endCursor: null };

/** Reads a list that the server returns whole. `pick` may be a new function with each rendering. */
export function useRows<Data, Variables extends Record<string, unknown>, Item>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pick: (data: Data) => readonly Item[],
): ListState<Item> {
  return useList(document, variables, data => ({ nodes: pick(data), pageInfo: lastPage }));
}

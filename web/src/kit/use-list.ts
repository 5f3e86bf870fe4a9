import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/index.js';
import { type Fault, toFault } from './to-fault.js';

/** A list with its pages. */
export interface ListState<Item> {
  readonly items: readonly Item[];
  readonly isLoading: boolean;
  readonly fault: Fault | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** Loads the first page again. */
  readonly reload: () => void;
}

/** A page of a list, as connections have it. */
export interface ListPage<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Reads a connection page by page, always from the server. The variables get `after`; others start again from the first
 * page. `pick` and `variables` may be new objects with each rendering.
 */
export function useList<Data, Variables extends AnyVariables, Item>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  pick: (data: Data) => ListPage<Item>,
): ListState<Item> {
  const { plain } = useDesk();
  const [items, setItems] = useState<readonly Item[]>([]);
  const [page, setPage] = useState<ListPage<Item>['pageInfo'] | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [fault, setFault] = useState<Fault | null>(null);
  const key = JSON.stringify(variables);
  const latest = useRef({ variables, pick, key });
  latest.current = { variables, pick, key };
  const load = useCallback(
    async (after: string | null) => {
      const asked = latest.current;
      setLoading(true);
      const { data, error } = await plain.query(document, {
        ...asked.variables,
        after,
      } as unknown as Variables);
      // Another filter was chosen meanwhile.
      if (latest.current.key !== asked.key) return;
      setLoading(false);
      setFault(error ? toFault(error) : null);
      if (!data) return;
      const next = asked.pick(data);
      setItems(before => (after === null ? next.nodes : [...before, ...next.nodes]));
      setPage(next.pageInfo);
    },
    [plain, document],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other variables are another list
  useEffect(() => {
    setItems([]);
    setPage(null);
    void load(null);
  }, [key, load]);
  const loadMore = useCallback(() => void load(page?.endCursor ?? null), [load, page]);
  const reload = useCallback(() => void load(null), [load]);
  return { items, isLoading, fault, hasMore: page?.hasNextPage ?? false, loadMore, reload };
}

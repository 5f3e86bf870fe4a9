import { useCallback, useEffect, useRef, useState } from 'react';
import { SearchDocument, type SearchQueryVariables } from '../gql/operations.js';
import { type Fault, networkFault, toFault } from '../kit/index.js';
import { type DeskEvent, untilCancelled, useDesk } from '../live/index.js';
import { addFound, conversationOf, type Found, personOf } from './found.js';

/** The results of a search. */
export interface FoundState {
  /** Best first; while another search runs those of the one before. */
  readonly items: readonly Found[];
  readonly isLoading: boolean;
  readonly fault: Fault | null;
  readonly hasMore: boolean;
}

const pageSize = 30;
const nothing: FoundState = { items: [], isLoading: false, fault: null, hasMore: false };

/**
 * Searches, page by page. The request of a search that was overtaken is cancelled. What is erased or deleted leaves the
 * results at once.
 *
 * @param variables null: nothing is searched for
 */
export function useFound(variables: Pick<SearchQueryVariables, 'query' | 'filter'> | null) {
  const desk = useDesk();
  const [state, setState] = useState(nothing);
  const endCursor = useRef<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const key = JSON.stringify(variables);
  const latest = useRef(variables);
  latest.current = variables;
  const load = useCallback(
    async (after: string | null) => {
      running.current?.abort();
      const { current: asked } = latest;
      if (asked === null) return setState(nothing);
      const own = new AbortController();
      running.current = own;
      setState(before => ({ ...before, isLoading: true, fault: null }));
      const source = desk.plain.query(SearchDocument, { ...asked, first: pageSize, after });
      const answer = await untilCancelled(source, own.signal);
      if (answer === null || own.signal.aborted) return;
      const { data, error } = answer;
      if (!data) {
        const fault = error ? toFault(error) : networkFault;
        return setState(before => ({ ...(after === null ? nothing : before), isLoading: false, fault }));
      }
      const { edges, pageInfo } = data.search;
      endCursor.current = pageInfo.endCursor;
      // The messages of a person who was erased are emptied a moment later.
      const added = edges.filter(({ node }) => !desk.list.isErased(personOf(node)?.id ?? ''));
      setState(before => ({
        items: addFound(after === null ? [] : before.items, added),
        ...{ isLoading: false, fault: null, hasMore: pageInfo.hasNextPage },
      }));
    },
    [desk],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other variables are another search
  useEffect(() => {
    void load(null);
    return () => running.current?.abort();
  }, [key, load]);
  useEffect(() => {
    const stops = [
      desk.onEvent(event =>
        setState(before => {
          const items = before.items.filter(found => isKept(found, event));
          return items.length === before.items.length ? before : { ...before, items };
        }),
      ),
      // An erasure may be among what was missed.
      desk.onReset(() => {
        setState(nothing);
        void load(null);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, load]);
  const loadMore = useCallback(() => void load(endCursor.current), [load]);
  const reload = useCallback(() => void load(null), [load]);
  return { ...state, loadMore, reload };
}

/** Whether what was found is still there after an event. */
function isKept({ node: found }: Found, { type, node, nodeId, changed }: DeskEvent): boolean {
  if (type === 'CONTACT_ERASED') return personOf(found)?.id !== nodeId;
  if (node?.__typename === 'Message') return node.deletedAt === null || node.id !== found.id;
  // Its messages were erased or cleared.
  const isEmptied = type === 'CONVERSATION_UPDATED' && changed.includes('messages');
  return !isEmptied || found.__typename === 'Conversation' || conversationOf(found)?.id !== nodeId;
}

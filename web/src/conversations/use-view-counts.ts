import { useEffect, useMemo, useState } from 'react';
import { ViewCountsDocument, type ViewCountsQuery } from '../gql/operations.js';
import { useDesk } from '../live/index.js';
import { type Filters, noFilters, type Scope, toServerFilter } from './filters.js';

/** Conversations of each view; null above the server's limit of an exact count. */
export type ViewCounts = Readonly<Record<keyof ViewCountsQuery, number | null>>;

/** A burst of events is one request; while events go on, the time between two counts doubles up to the second one. */
const burstMs = 1_000;
const restMs = 10_000;

/**
 * How much there is in each view, for the number, team, topic and label that are chosen: conversations with the chosen
 * status, open ones without any. Undefined until the first answer.
 */
export function useViewCounts(filters: Filters, scope: Scope): ViewCounts | undefined {
  const desk = useDesk();
  const [counts, setCounts] = useState<ViewCounts>();
  const { channelId, status, teamId, topicId, labelId, isUnread } = filters;
  const variables = useMemo(() => {
    const chosen = { channelId, status: status ?? 'OPEN', teamId, topicId, labelId, isUnread } as const;
    const of = (assignee: string | null) => toServerFilter({ ...noFilters, ...chosen, assignee }, scope);
    return { mine: of('ME'), unassigned: of('UNASSIGNED'), all: of(null) };
  }, [channelId, status, teamId, topicId, labelId, isUnread, scope]);
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let countedAt = 0;
    let inRow = 0;
    const load = async () => {
      timer = undefined;
      countedAt = performance.now();
      // Without an answer the former counts stay; the next event asks again.
      const { data } = await desk.plain.query(ViewCountsDocument, variables);
      if (!isCurrent || !data) return;
      const { mine, unassigned, all } = data;
      setCounts({ mine: mine.totalCount, unassigned: unassigned.totalCount, all: all.totalCount });
    };
    const later = () => {
      if (document.visibilityState !== 'visible') return;
      if (timer !== undefined) return;
      inRow = performance.now() - countedAt > 2 * restMs ? 0 : inRow + 1;
      const wait = Math.min(restMs, burstMs * 2 ** (inRow - 1));
      // The tabs of a company ask at different times.
      timer = setTimeout(() => void load(), wait * (1 + Math.random() / 2));
    };
    const stop = desk.onEvent(({ node }) => {
      if (node?.__typename === 'Conversation' || node?.__typename === 'Message') later();
    });
    document.addEventListener('visibilitychange', later);
    void load();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', later);
      stop();
    };
  }, [desk, variables]);
  return counts;
}

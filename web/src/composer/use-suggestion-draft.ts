import { stringifyDocument } from '@urql/core';
import { useEffect, useState } from 'react';
import { SuggestionDraftDocument, type SuggestionDraftSubscription } from '../gql/operations.js';
import { useDesk } from '../live/index.js';

/** A proposal while the model writes it. */
export type SuggestionDraft = SuggestionDraftSubscription['aiDraftChanged'];

/** What a model writes for this conversation now; null for nothing. Over the socket, and never kept. */
export function useSuggestionDraft(conversationId: string): SuggestionDraft | null {
  const { connection } = useDesk();
  const [draft, setDraft] = useState<SuggestionDraft | null>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    const end = () => {
      stop = null;
      setDraft(null);
    };
    const follow = () => {
      if (stop !== null || connection.state() !== 'LIVE') return;
      stop = connection.client.subscribe<SuggestionDraftSubscription>(
        { query: stringifyDocument(SuggestionDraftDocument), variables: { ids: [conversationId] } },
        {
          next: ({ data }) =>
            data && setDraft(data.aiDraftChanged.text === null ? null : data.aiDraftChanged),
          ...{ error: end, complete: end },
        },
      );
    };
    follow();
    const forget = connection.subscribe(follow);
    return () => {
      forget();
      stop?.();
    };
  }, [connection, conversationId]);
  return draft;
}

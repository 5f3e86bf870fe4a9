import { useMemo } from 'react';
import {
  AssignDocument,
  ChangeLabelsDocument,
  type ConversationStatus,
  MarkUnreadFromDocument,
  SetStatusDocument,
  SetTopicDocument,
} from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { showToast } from '../ui/index.js';
import { stopReading } from './use-reading.js';

/** A change of the open conversation. */
export type ConversationChange =
  | { readonly kind: 'STATUS'; readonly status: ConversationStatus; readonly snoozedUntil?: string }
  | { readonly kind: 'ASSIGN'; readonly userId: string | null }
  | { readonly kind: 'TEAM'; readonly teamId: string | null }
  | { readonly kind: 'TOPIC'; readonly topicId: string | null }
  | { readonly kind: 'LABEL'; readonly labelId: string; readonly isAdded: boolean };

/** Changes the open conversation; what the server refused is said. */
export function useConversationWork(conversationId: string) {
  const desk = useDesk();
  return useMemo(() => {
    const { client } = desk;
    const run = (change: ConversationChange) => {
      switch (change.kind) {
        case 'STATUS': {
          const { kind: _, ...fields } = change;
          return client.mutation(SetStatusDocument, { input: { conversationId, ...fields } });
        }
        case 'ASSIGN':
          return client.mutation(AssignDocument, { input: { conversationId, userId: change.userId } });
        case 'TEAM':
          return client.mutation(AssignDocument, { input: { conversationId, teamId: change.teamId } });
        case 'TOPIC':
          return client.mutation(SetTopicDocument, { input: { conversationId, topicId: change.topicId } });
        case 'LABEL': {
          const ids = [change.labelId];
          const input = { id: conversationId, ...(change.isAdded ? { addLabelIds: ids } : { removeLabelIds: ids }) };
          return client.mutation(ChangeLabelsDocument, { input });
        }
      }
    };
    return {
      change: async (change: ConversationChange) => {
        const { error } = await run(change);
        if (error) showToast({ text: t('actionFailed') });
      },
      markUnread: async () => {
        stopReading(conversationId);
        const { error } = await client.mutation(MarkUnreadFromDocument, { input: { conversationId } });
        showToast({ text: t(error ? 'actionFailed' : 'markedUnread') });
      },
    };
  }, [desk, conversationId]);
}

/** What changes the open conversation. */
export type ConversationWork = ReturnType<typeof useConversationWork>;

import { useCallback, useState } from 'react';
import { AddNoteDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { appendDraft } from './drafts.js';

/** Adds notes; one that was not saved comes back to the field, below what was written since. */
export function useNotes(conversationId: string) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [fault, setFault] = useState<string | null>(null);
  const add = useCallback(
    async (body: string) => {
      setFault(null);
      const input = { conversationId, body };
      const { data, error } = await desk.client.mutation(AddNoteDocument, { input });
      if (data) desk.threads.seeNote(data.addNote.note);
      if (!error) return;
      setFault(t('noteFailed'));
      appendDraft(viewer.id, conversationId, 'NOTE', { text: body });
    },
    [desk, viewer.id, conversationId],
  );
  return { fault, add };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { useCompany } from '../live/index.js';
import { type Draft, loadDraft, type Mode, onDraft, saveDraft } from './drafts.js';

/** Both drafts of a conversation. */
export type Drafts = Readonly<Record<Mode, Draft>>;

/**
 * The drafts of a conversation, kept with every input. A change of another tab is taken over while this one has no focus.
 *
 * @param hasFocus whether the user writes in this tab
 */
export function useDrafts(conversationId: string, hasFocus: () => boolean) {
  const { viewer } = useCompany();
  const load = (mode: Mode) => loadDraft(viewer.id, conversationId, mode);
  const [drafts, setDrafts] = useState<Drafts>(() => ({ REPLY: load('REPLY'), NOTE: load('NOTE') }));
  const latest = useRef(drafts);
  const isOwn = useRef(false);
  const show = useCallback((mode: Mode, draft: Draft) => {
    latest.current = { ...latest.current, [mode]: draft };
    setDrafts(latest.current);
  }, []);
  useEffect(
    () =>
      onDraft((userId, id, mode, isOther) => {
        if (isOwn.current || userId !== viewer.id || id !== conversationId) return;
        if (isOther && hasFocus()) return;
        show(mode, loadDraft(userId, id, mode));
      }),
    [viewer.id, conversationId, hasFocus, show],
  );
  const change = useCallback(
    (mode: Mode, changed: Partial<Draft>) => {
      const merged = { ...latest.current[mode], ...changed };
      const hasText = merged.text.trim() !== '';
      const isGone = !hasText && merged.canned?.fileNames.length === 0;
      const draft = {
        ...merged,
        canned: isGone ? null : merged.canned,
        suggestionId: hasText ? (merged.suggestionId ?? null) : null,
      };
      isOwn.current = true;
      saveDraft(viewer.id, conversationId, mode, draft);
      isOwn.current = false;
      show(mode, draft);
    },
    [viewer.id, conversationId, show],
  );
  return { drafts, change };
}

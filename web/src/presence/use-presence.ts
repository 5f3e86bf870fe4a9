import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { writeList } from '../ui/index.js';
import { useDeskPresence } from './presence-of.js';

type Sentence = 'isWriting' | 'isLooking';

const maxNames = 3;

/** "A and B are writing…"; null for no one. Only the first names are listed. */
function toSentence(id: Sentence, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const rest = names.length - maxNames;
  const listed = rest > 0 ? [...names.slice(0, maxNames), t('colleaguesMore', { count: rest })] : names;
  return t(id, { count: names.length, names: writeList(listed) });
}

function usePresenceView(conversationId: string) {
  const { store } = useDeskPresence();
  return useSyncExternalStore(
    useCallback(listener => store.subscribe(conversationId, listener), [store, conversationId]),
    () => store.view(conversationId),
  );
}

/** Colleagues who write here, as a sentence; null for no one. */
export const useWriters = (conversationId: string): string | null =>
  toSentence('isWriting', usePresenceView(conversationId).writing);

/** Colleagues who look at this, as a sentence; null for no one. */
export const useLookers = (conversationId: string): string | null =>
  toSentence('isLooking', usePresenceView(conversationId).looking);

/** Reports that the viewer looks at the conversation while it is open and the tab is shown. */
export function useReportLooking(conversationId: string): void {
  const { reporter } = useDeskPresence();
  useEffect(() => {
    if (!reporter) return;
    const onVisibility = () => reporter.hide(document.visibilityState === 'hidden');
    document.addEventListener('visibilitychange', onVisibility);
    onVisibility();
    reporter.open(conversationId);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      reporter.open(null);
    };
  }, [reporter, conversationId]);
}

/** Reports that the viewer writes a reply, when its text changes; a draft that is there already is not typing. */
export function useReportTyping(conversationId: string, text: string): void {
  const { reporter } = useDeskPresence();
  const reported = useRef(text);
  useEffect(() => {
    if (reported.current === text) return;
    reported.current = text;
    reporter?.type(conversationId, text);
  }, [reporter, conversationId, text]);
}

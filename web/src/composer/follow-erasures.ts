/** What was written to a person who is erased, and not sent, is forgotten: drafts, replies that wait, files. */
import type { Desk } from '../live/index.js';
import { draftedConversations, forgetDrafts } from './drafts.js';
import type { Outbox } from './outbox.js';
import { uploads } from './uploads.js';

/** Erasures while the page is open, and those that it missed. @returns unsubscribe */
export function followErasures(desk: Desk, outbox: Outbox, userId: string): () => void {
  const forget = (conversationId: string) => {
    forgetDrafts(conversationId);
    outbox.forget(conversationId);
    uploads.forget(conversationId);
  };
  const checkAll = async () => {
    const entries = outbox.entries().map(({ conversationId }) => conversationId);
    const ids = new Set([...draftedConversations(userId), ...entries]);
    if (ids.size === 0) return;
    const { findGone } = await import('./find-gone.js');
    for (const id of await findGone(desk, [...ids])) forget(id);
  };
  const stops = [
    // Each conversation of the person reports a change right after the erasure.
    desk.onEvent(({ node }) => {
      if (node?.__typename === 'Conversation' && desk.list.isErased(node.contact.id)) forget(node.id);
    }),
    desk.onReset(() => void checkAll()),
  ];
  void checkAll();
  return () => {
    for (const stop of stops) stop();
  };
}

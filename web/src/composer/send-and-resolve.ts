/** Ctrl+Enter: the reply leaves, the conversation is resolved, and both can be taken back for some seconds. */
import { type RowPartsFragment, SetStatusDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import type { Desk } from '../live/index.js';
import { showToast } from '../ui/index.js';
import { appendDraft } from './drafts.js';
import { cancelMessage } from './message-actions.js';
import type { Outbox } from './outbox.js';
import type { OutboxEntry } from './outbox-entries.js';

const listeners = new Set<(conversationId: string) => void>();

/** Called when a conversation is about to be resolved by a reply: the next one opens. @returns unsubscribe */
export function onResolvedBySending(listener: (conversationId: string) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What is resolved, and by which replies. */
export interface SentReplies {
  readonly conversation: Pick<RowPartsFragment, 'id' | 'deskStatus' | 'snoozedUntil'>;
  readonly userId: string;
  readonly keys: readonly string[];
}

/** Resolves once the server has the replies: with one that was refused the conversation stays open. */
export function resolveAfterSending(desk: Desk, outbox: Outbox, sent: SentReplies): void {
  const { conversation, keys } = sent;
  let isTakenBack = false;
  let isResolved = false;
  const setStatus = async (status: RowPartsFragment['deskStatus']) => {
    const snoozedUntil = status === 'SNOOZED' ? { snoozedUntil: conversation.snoozedUntil } : {};
    const input = { conversationId: conversation.id, status, ...snoozedUntil };
    const { error } = await desk.client.mutation(SetStatusDocument, { input });
    if (error) showToast({ text: t('notResolved') });
  };
  const stop = outbox.subscribe(() => settle());
  const settle = () => {
    const own = outbox.entries().filter(entry => keys.includes(entry.key));
    if (own.some(({ state }) => state === 'WAITING')) return;
    stop();
    if (isTakenBack) return;
    if (own.length > 0) return void showToast({ text: t('notSentStaysOpen') });
    isResolved = true;
    void setStatus('RESOLVED');
  };
  const takeBack = async () => {
    isTakenBack = true;
    stop();
    if (isResolved) void setStatus(conversation.deskStatus);
    const results = await Promise.all(keys.map(key => takeReplyBack(desk, outbox, sent, key)));
    if (results.includes(false)) showToast({ text: t('replyHasLeft') });
  };
  showToast({ text: t('sentAndResolved'), action: { label: t('undo'), run: () => void takeBack() } });
  for (const listener of listeners) listener(conversation.id);
  settle();
}

/** @returns false when it has left already */
async function takeReplyBack(
  desk: Desk,
  outbox: Outbox,
  { conversation, userId }: SentReplies,
  key: string,
): Promise<boolean> {
  const entry = outbox.entries().find(other => other.key === key);
  const kept: OutboxEntry | null = entry ? await outbox.giveUp(key) : null;
  if (kept) {
    appendDraft(userId, conversation.id, 'REPLY', { text: kept.text, quote: kept.quote });
    return true;
  }
  const message = desk.threads.view(conversation.id).messages.find(other => other.idempotencyKey === key);
  if (message?.status !== 'QUEUED' || !(await cancelMessage(desk, message))) return false;
  appendDraft(userId, conversation.id, 'REPLY', { text: message.text ?? '' });
  return true;
}

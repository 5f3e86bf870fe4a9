/** What an agent can do about a message that is being sent, or was not: for its menu and for the box below it. */
import {
  CancelQueuedMessageDocument,
  ConfirmUnknownMessageDocument,
  RetryMessageDocument,
} from '../gql/operations.js';
import { t } from '../i18n/index.js';
import type { Desk, Message } from '../live/index.js';
import { type MenuEntry, showToast } from '../ui/index.js';
import { codeOf, reasonOf } from './codes.js';

/** Sends a FAILED message again; an UNKNOWN one only with the consent to a possible copy. */
export async function retryMessage(desk: Desk, message: Message, mayRepeat = false): Promise<void> {
  const input = { messageId: message.id, acceptPossibleDuplicate: mayRepeat };
  const { data, error } = await desk.client.mutation(RetryMessageDocument, { input });
  if (data) desk.threads.see(data.retryMessage.message, false);
  if (error) showToast({ text: t(codeOf(error) === null ? 'noAnswer' : 'notRetried') });
}

/** Says that an UNKNOWN message arrived; then it is never sent again. */
export async function confirmMessage(desk: Desk, message: Pick<Message, 'id'>): Promise<void> {
  const input = { messageId: message.id };
  const { data, error } = await desk.client.mutation(ConfirmUnknownMessageDocument, { input });
  if (data) desk.threads.see(data.confirmUnknownMessage.message, false);
  if (error) showToast({ text: t(codeOf(error) === null ? 'noAnswer' : 'notConfirmed') });
}

/** Takes a QUEUED message back before it leaves. @returns whether it was in time */
export async function cancelMessage(desk: Desk, message: Pick<Message, 'id'>): Promise<boolean> {
  const input = { messageId: message.id };
  const { data, error } = await desk.client.mutation(CancelQueuedMessageDocument, { input });
  if (data) desk.threads.see(data.cancelQueuedMessage.message, false);
  if (error)
    showToast({
      text: t(
        codeOf(error) === null ? 'noAnswer' : reasonOf(error) === 'TOO_LATE' ? 'tooLate' : 'notCancelled',
      ),
    });
  return !error;
}

/** Entries of the menu of a message that concern its sending; none for a message of the customer. */
export function sendingEntries(desk: Desk, message: Message): readonly MenuEntry[] {
  if (message.direction !== 'OUTBOUND') return [];
  const { status, failure } = message;
  if (status === 'QUEUED')
    return [{ key: 'cancel', label: t('takeBack'), onSelect: () => void cancelMessage(desk, message) }];
  if (status === 'FAILED' && failure?.retryable)
    return [{ key: 'retry', label: t('sendAgain'), onSelect: () => void retryMessage(desk, message) }];
  if (status === 'UNKNOWN')
    return [
      { key: 'arrived', label: t('unknownArrived'), onSelect: () => void confirmMessage(desk, message) },
      { key: 'retry', label: t('unknownAgain'), onSelect: () => void retryMessage(desk, message, true) },
    ];
  return [];
}

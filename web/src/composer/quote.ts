/** Quotes: a message that the reply answers. */
import type { MessagePartsFragment } from '../gql/operations.js';
import type { Message } from '../live/index.js';

/** What is shown of a quoted message, and kept with a draft. */
export interface Quote {
  readonly messageId: string;
  readonly author: MessagePartsFragment['author'];
  readonly kind: MessagePartsFragment['kind'];
  /** First line of its text; null without one. */
  readonly line: string | null;
}

const maxLine = 200;
const listeners = new Set<(conversationId: string, quote: Quote) => void>();

/** The quote of a message. */
export function toQuote(message: Pick<Message, 'id' | 'author' | 'kind' | 'text'>): Quote {
  const line = message.text?.split('\n').find(text => text.trim() !== '') ?? null;
  return {
    ...{ messageId: message.id, author: message.author, kind: message.kind },
    line: line?.slice(0, maxLine) ?? null,
  };
}

/** Called when a message is to be quoted. @returns unsubscribe */
export function onQuote(listener: (conversationId: string, quote: Quote) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** True for a message that a reply can quote: stored, and not deleted. */
export const isQuotable = (message: Pick<Message, 'deletedAt' | 'kind' | 'status'>): boolean =>
  message.deletedAt === null &&
  !['QUEUED', 'SENDING', 'FAILED', 'CANCELLED', 'UNKNOWN'].includes(message.status);

/** Quotes a message in the composer of its conversation, which takes the focus. The text that is there stays. */
export function quoteMessage(message: Message): void {
  if (!isQuotable(message)) return;
  for (const listener of listeners) listener(message.conversation.id, toQuote(message));
}

/** De-duplication keys (docs/providers/chatflow.md, "One message, once"). */
import { createHash } from 'node:crypto';
import { MAX_ID_CHARS } from './loose-value.js';

/** Facts that identify a message. */
export interface MessageFacts {
  readonly messageId: string | null;
  readonly from: string;
  /** The timestamp as received, valid or not. */
  readonly timestamp: string | null;
  readonly text: string | null;
  readonly mediaUrls: readonly (string | null)[];
  /** Route, kept body and position in it; used when the provider sends neither id nor time. */
  readonly origin: readonly [route: string, keptBody: string, position: number];
}

/**
 * The provider's message id; else a digest of sender, time and content; else a digest of route and body, which treats
 * two equal texts without id and time as one message.
 */
export function toMessageKey(facts: MessageFacts): string {
  if (facts.messageId !== null)
    return facts.messageId.length <= MAX_ID_CHARS ? facts.messageId : digest([facts.messageId]);
  if (facts.timestamp !== null) return digest([facts.from, facts.timestamp, facts.text, ...facts.mediaUrls]);
  return digest(facts.origin);
}

function digest(parts: readonly unknown[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

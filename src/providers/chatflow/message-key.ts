/**
 * Keys of de-duplication (docs/providers/chatflow.md, "One message, once").
 */
import { createHash } from 'node:crypto';
import { MAX_ID_CHARS } from './loose-value.js';

/** What a message can be told apart by. */
export interface MessageFacts {
  readonly messageId: string | null;
  readonly from: string;
  /** The timestamp as it was stated, sound or not. */
  readonly timestamp: string | null;
  readonly text: string | null;
  readonly mediaUrls: readonly (string | null)[];
  /** Route, kept body and position in it; all that is left when the provider gives neither id nor time. */
  readonly origin: readonly [route: string, keptBody: string, position: number];
}

/**
 * The provider's message id; else a digest of sender, time and content; else a digest of the route and the whole
 * body, which takes two equal texts without id and time for one.
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

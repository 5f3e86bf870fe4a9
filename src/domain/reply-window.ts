/**
 * Reply window: for some hours after a message of the contact, a company may send free text; afterwards only approved
 * templates. The rule is the provider's; this file computes it.
 */

import type { InboundMessage } from './inbound-event.js';
import { MessageKind } from './vocabulary.js';

/** State of a conversation's reply window at a moment. */
export interface ReplyWindowState {
  readonly open: boolean;
  /** When it closes or closed; null without a window, and before the contact's first message. */
  readonly expiresAt: Date | null;
  readonly freeFormAllowed: boolean;
  /** The reason why it is closed, as a sentence; null while it is open. */
  readonly reason: string | null;
}

const unwritten: ReadonlySet<MessageKind> = new Set([
  MessageKind.SYSTEM,
  MessageKind.REACTION,
  MessageKind.CALL,
]);

/**
 * True if the message opens the window: the contact wrote it. Messenger notices (a changed number), reactions, calls
 * and messages that the parser cannot tell from a notice do not count, as the provider would refuse.
 */
export function opensReplyWindow({ kind, isNotice }: Pick<InboundMessage, 'kind' | 'isNotice'>): boolean {
  return isNotice !== true && !unwritten.has(kind);
}

const hourMs = 3_600_000;

/** For providers without a window. */
const always: ReplyWindowState = { open: true, expiresAt: null, freeFormAllowed: true, reason: null };

/**
 * Computes the state of a window.
 * @param hours how long it is open after the contact's message; null for providers without a window
 */
export function toReplyWindow(
  hours: number | null,
  lastInboundAt: Date | null,
  now = new Date(),
): ReplyWindowState {
  if (hours === null) return always;
  if (lastInboundAt === null) {
    const reason = 'The contact has not written to this number yet; the first message must be a template.';
    return { open: false, expiresAt: null, freeFormAllowed: false, reason };
  }
  const expiresAt = new Date(lastInboundAt.getTime() + hours * hourMs);
  if (expiresAt > now) return { open: true, expiresAt, freeFormAllowed: true, reason: null };
  const reason = `The last message of the contact is over ${hours} hours old; until they write again only a template can be sent.`;
  return { open: false, expiresAt, freeFormAllowed: false, reason };
}

/**
 * The reply window: for so many hours after a person wrote, a company may write to them freely; afterwards only with an
 * approved template. The rule is the provider's; this is its arithmetic.
 */

import type { InboundMessage } from './inbound-event.js';
import { MessageKind } from './vocabulary.js';

/** How the window of a conversation stands at a moment. */
export interface ReplyWindowState {
  readonly open: boolean;
  /** When it closes or closed; null where there is no window, and before the person has ever written. */
  readonly expiresAt: Date | null;
  readonly freeFormAllowed: boolean;
  /** Why it is closed, as a sentence; null while it is open. */
  readonly reason: string | null;
}

const unwritten: ReadonlySet<MessageKind> = new Set([
  MessageKind.SYSTEM,
  MessageKind.REACTION,
  MessageKind.CALL,
]);

/**
 * Whether the window counts from this message: the person wrote it. Notices of the messenger (a changed number), reactions,
 * calls and what no parser can tell from a notice count for nothing, as the provider would refuse.
 */
export function opensReplyWindow({ kind, isNotice }: Pick<InboundMessage, 'kind' | 'isNotice'>): boolean {
  return isNotice !== true && !unwritten.has(kind);
}

const hourMs = 3_600_000;

/** Where the provider sets no window. */
const always: ReplyWindowState = { open: true, expiresAt: null, freeFormAllowed: true, reason: null };

/**
 * The state of a window.
 * @param hours how long it is open after the person wrote; null where the provider sets none
 */
export function toReplyWindow(
  hours: number | null,
  lastInboundAt: Date | null,
  now = new Date(),
): ReplyWindowState {
  if (hours === null) return always;
  if (lastInboundAt === null) {
    const reason = 'The person has not written on this number yet; the first message to them is a template.';
    return { open: false, expiresAt: null, freeFormAllowed: false, reason };
  }
  const expiresAt = new Date(lastInboundAt.getTime() + hours * hourMs);
  if (expiresAt > now) return { open: true, expiresAt, freeFormAllowed: true, reason: null };
  const reason = `The last message of the person is over ${hours} hours old; until they write again only a template can be sent.`;
  return { open: false, expiresAt, freeFormAllowed: false, reason };
}

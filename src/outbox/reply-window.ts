import { type ReplyWindowState, toReplyWindow } from '../domain/reply-window.js';
import { ReplyWindowClosedError } from '../domain/template-errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { Provider } from '../providers/contract/provider.js';

/** What the window of a conversation depends on. */
export interface WindowFacts {
  readonly kind: ProviderKind;
  /** The person's address, as the provider gave it. */
  readonly address: string;
  readonly lastInboundAt: Date | null;
}

/** How the reply window of a conversation stands; reads nothing. */
export type FindReplyWindow = (facts: WindowFacts) => ReplyWindowState;

/** Whether a window holds for conversations with this address, and for how many hours; null when none does. */
export function windowHoursOf(provider: Provider, address: string): number | null {
  return provider.hasReplyWindow?.(address) === false ? null : provider.capabilities.replyWindowHours;
}

/** Creates `findReplyWindow`. */
export function createFindReplyWindow(getProvider: (kind: ProviderKind) => Provider): FindReplyWindow {
  return ({ kind, address, lastInboundAt }) =>
    toReplyWindow(windowHoursOf(getProvider(kind), address), lastInboundAt);
}

/** @throws ReplyWindowClosedError when free words may not be sent */
export function refuseOutsideWindow(window: ReplyWindowState): void {
  if (!window.freeFormAllowed) throw new ReplyWindowClosedError(window.reason ?? '', window.expiresAt);
}

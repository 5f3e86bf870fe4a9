import { type ReplyWindowState, toReplyWindow } from '../domain/reply-window.js';
import { ReplyWindowClosedError } from '../domain/template-errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { Provider } from '../providers/contract/provider.js';

/** The facts that a conversation's reply window depends on. */
export interface WindowFacts {
  readonly kind: ProviderKind;
  /** The contact's address, as the provider gave it. */
  readonly address: string;
  readonly lastInboundAt: Date | null;
}

/** Computes the reply window of a conversation; reads nothing. */
export type FindReplyWindow = (facts: WindowFacts) => ReplyWindowState;

/** Length of the reply window for this address in hours; null when there is none. */
export function windowHoursOf(provider: Provider, address: string): number | null {
  return provider.hasReplyWindow?.(address) === false ? null : provider.capabilities.replyWindowHours;
}

/** Creates `findReplyWindow`. */
export function createFindReplyWindow(getProvider: (kind: ProviderKind) => Provider): FindReplyWindow {
  return ({ kind, address, lastInboundAt }) =>
    toReplyWindow(windowHoursOf(getProvider(kind), address), lastInboundAt);
}

/** @throws ReplyWindowClosedError when free text may not be sent */
export function refuseOutsideWindow(window: ReplyWindowState): void {
  if (!window.freeFormAllowed) throw new ReplyWindowClosedError(window.reason ?? '', window.expiresAt);
}

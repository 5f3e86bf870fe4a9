/** One event of a webhook to store, and the result. */

import type { AccountEntry } from './account-entry.js';
import type { InboundEvent } from './inbound-event.js';
import type { WebhookEventStatus, WebhookSource } from './vocabulary.js';

/** One event with the request that brought it. */
export interface IngestItem {
  /** Id of the ledger row: new for a request, the row's own for a replay. */
  readonly ledgerId: string;
  readonly account: AccountEntry;
  readonly source: WebhookSource;
  readonly receivedAt: Date;
  /** Headers that may be kept. */
  readonly headers: Readonly<Record<string, string>>;
  readonly keptBody: string;
  readonly itemIndex: number;
  readonly event: InboundEvent;
  /** A person's decision where an unknown number's event belongs; null to find the channel by the event. */
  readonly channelIdOverride: string | null;
}

/** The committed result of an item. */
export interface IngestResult {
  readonly ledgerId: string;
  readonly status: WebhookEventStatus;
  readonly reason: string | null;
  readonly channelId: string | null;
  readonly conversationId: string | null;
  readonly messageId: string | null;
  /** True when the message made its contact known. */
  readonly isNewContact: boolean;
  /** The address under which the same message was told before, when the event goes by another one of the person. */
  readonly sameAs?: string;
}

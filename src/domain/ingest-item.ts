/** One webhook event to store, and its result. */

import type { AccountEntry } from './account-entry.js';
import type { InboundEvent } from './inbound-event.js';
import type { WebhookEventStatus, WebhookSource } from './vocabulary.js';

/** One event with its request. */
export interface IngestItem {
  /** Id of the ledger row: new for a request, the row's own when the ledger is reprocessed. */
  readonly ledgerId: string;
  readonly account: AccountEntry;
  readonly source: WebhookSource;
  readonly receivedAt: Date;
  /** Headers that may be stored. */
  readonly headers: Readonly<Record<string, string>>;
  readonly keptBody: string;
  readonly itemIndex: number;
  readonly event: InboundEvent;
  /** Channel that a user chose for an event of an unknown number; null to find the channel by the event. */
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
  /** True if the message created its contact. */
  readonly isNewContact: boolean;
  /** Address of the earlier copy of the message, when this event has another address of the person. */
  readonly sameAs?: string;
}

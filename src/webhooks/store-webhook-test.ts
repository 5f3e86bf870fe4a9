import type { AccountEntry } from '../domain/account-entry.js';
import type { IngestResult } from '../domain/ingest-item.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { WebhookSource } from '../domain/vocabulary.js';
import type { Ingest } from '../ingest/ingest.js';
import { toWebhookTestEvent, webhookTestBody } from '../ingest/webhook-test-event.js';

/** The proven sample of a test. */
export interface WebhookTest {
  readonly account: AccountEntry;
  readonly source: WebhookSource;
  readonly receivedAt: Date;
  readonly key: string;
}

/** Stores the row of a test: without an effect, and without the sample. */
export function storeWebhookTest(
  ingest: Ingest,
  { account, source, receivedAt, key }: WebhookTest,
): Promise<IngestResult> {
  return ingest.accept({
    ...{ ledgerId: uuidV7(), account, source, receivedAt, headers: {} },
    ...{ keptBody: webhookTestBody, itemIndex: 0, channelIdOverride: null },
    event: toWebhookTestEvent(key),
  });
}

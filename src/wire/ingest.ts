/** Ingest: from verified webhooks to rows, the ledger, and reprocessing it. */
import { type AccountDirectory, createAccountDirectory } from '../ingest/account-directory.js';
import { createChannelLookups } from '../ingest/channel-lookups.js';
import { createFindChannel } from '../ingest/find-channel.job.js';
import { createIngest, type Ingest } from '../ingest/ingest.js';
import type { FindChannelJob } from '../ingest/lookup-queue.js';
import { createReplay, type Replay } from '../ingest/replay.js';
import { createWebhookTestKeys, type WebhookTestKeys } from '../ingest/webhook-test-keys.js';
import { answerBySettings, askChannel } from '../providers/ask-channel.js';
import { parseKept } from '../providers/parse-kept.js';
import type { BookingParts } from './bookings.js';
import type { DatabaseParts } from './database.js';
import type { ProviderParts } from './providers.js';
import type { Part, ServerContext } from './server-context.js';

/** Parts of ingest. */
export interface IngestParts extends Part {
  readonly directory: AccountDirectory;
  readonly ingest: Ingest;
  readonly replay: Replay;
  /** Keys of tests of webhook URLs. */
  readonly testKeys: WebhookTestKeys;
  /** The job that looks up an event's channel at the provider. */
  readonly findChannel: (job: FindChannelJob) => Promise<void>;
}

/** Creates the parts; stop waits until accepted events are stored. */
export function wireIngest(
  { logger, stageLogger, metrics, alert }: ServerContext,
  { database, openCredentials, authSecret }: DatabaseParts,
  { http }: ProviderParts,
  { bookings }: BookingParts,
): IngestParts {
  const directory = createAccountDirectory(database);
  const lookups = createChannelLookups({
    database,
    answerBySettings: ({ id, kind, credentialsCipher }, lookup) =>
      answerBySettings(kind, lookup, () => openCredentials(id, credentialsCipher)),
  });
  const ingest = createIngest({
    ...{ database, directory, lookups, alert },
    log: (stage, facts) => stageLogger.info(facts, stage),
    observe: ({ itemCount, storedCount, durationMs }) => {
      metrics.ingestBatch(itemCount, durationMs);
      metrics.messagesStored('INBOUND', storedCount);
    },
  });
  const findChannel = createFindChannel({
    ...{ database, directory, ingest, lookups, parseKept },
    ask: ({ id, kind, credentialsCipher }, lookup) =>
      askChannel(kind, lookup, openCredentials(id, credentialsCipher), http),
    log: (stage, facts) => logger.debug(facts, stage),
  });
  const elsewhere = { YCLIENTS: bookings.replay };
  const replay = createReplay({ database, directory, ingest, parseKept, elsewhere });
  const testKeys = createWebhookTestKeys(authSecret);
  return { directory, ingest, replay, testKeys, findChannel, stop: () => ingest.idle() };
}

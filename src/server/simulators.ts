/** The simulators of this process: the use cases of `simulateInbound` and `setSimulatorBehaviour`. */
import { defaultExternalId } from '../accounts/channels.js';
import { demoWebhookKey } from '../accounts/demo-data.js';
import { simulatedAccount } from '../accounts/simulated-provider.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AccountDirectory, AccountEntry } from '../ingest/account-directory.js';
import type { ProviderCredentials } from '../providers/provider-credentials.js';
import { getProvider } from '../providers/registry.js';
import { makeSampleFile } from '../providers/sample-files.js';
import type { SimulatorHost } from '../providers/simulator-host.js';
import type { Simulators } from '../resolvers/use-cases.js';

/** Options of `createSimulators`. */
export interface SimulatorsOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly host: SimulatorHost;
  readonly openCredentials: (account: AccountEntry) => ProviderCredentials;
  /** Base URL of this server. */
  readonly target: () => string;
  /** Base URL at which providers reach it. */
  readonly publicUrl: () => string;
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

const findByExternalId = statement(
  'simulators-find-ledger-row',
  `select ${event.id} as "id" from ${ledger.table} w
    where ${event.tenantId} = $1 and ${event.externalEventId} = $2
    order by ${event.status} = '${WebhookEventStatus.PROCESSED}' desc, ${event.id} limit 1`,
);

/** Makes the use cases over a running host. */
export function createSimulators(options: SimulatorsOptions): Simulators {
  const { database, directory, host, openCredentials, target, publicUrl } = options;
  return {
    simulateInbound: async ({ tenantId, channel, from, text, file, faults }) => {
      const account = await directory.findById(channel.accountId);
      if (!account) return null;
      const order = {
        provider: getProvider(channel.kind),
        target: target(),
        publicUrl: publicUrl(),
        message: { channelExternalId: channel.externalId, from, text },
        credentials: openCredentials(account),
        webhookKey: demoWebhookKey,
        faults,
      };
      const { messageIds } = await host.postInbound(order, file ? makeSampleFile(file) : undefined);
      const [row] = await database.query<{ id: string }>(findByExternalId, [tenantId, messageIds[0] ?? '']);
      return row?.id ?? null;
    },
    setFaults: (channel, faults) =>
      host.setFaults(
        simulatedAccount,
        channel.externalId === defaultExternalId ? null : channel.externalId,
        faults,
      ),
  };
}

/** The simulators of this process: the use cases of `simulateInbound` and `setSimulatorBehaviour`. */
import { demoWebhookKey } from '../accounts/demo-data.js';
import { simulatedAccount } from '../accounts/simulated-provider.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import { ChannelCannotError } from '../domain/errors.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AccountDirectory } from '../ingest/account-directory.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { getProvider } from '../providers/registry.js';
import { makeSampleFile } from '../providers/simulation/sample-files.js';
import type { SimulatorHost } from '../providers/simulation/simulator-host.js';
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

/** An event without an id is found by its kind: the first one received since then. */
const findPosted = statement(
  'simulators-find-ledger-row',
  sql`select ${as('id', event.id)} from ${ledger.table} w
    where ${event.tenantId} = $1 and ${event.accountId} = $2 and ${event.id} >= $3 and ${event.eventType} is not distinct from $4
      and case when cardinality($5::text[]) = 0 then ${event.externalEventId} is null
               else ${event.externalEventId} = any($5::text[]) end
    order by ${event.status} = '${WebhookEventStatus.PROCESSED}' desc, ${event.id} limit 1`,
);

/** Creates the use cases over a running simulator host. */
export function createSimulators(options: SimulatorsOptions): Simulators {
  const { database, directory, host, openCredentials, target, publicUrl } = options;
  return {
    simulateInbound: async ({ tenantId, channel, from, text, file, faults, change }) => {
      const account = await directory.findById(channel.accountId);
      if (!account) return null;
      const provider = getProvider(channel.kind);
      if (file && provider.mediaLimits(channel.externalId) === null)
        throw new ChannelCannotError(channel.id, 'media', 'receive files', 'leave "file" out');
      if (change && !provider.simulator.changes?.includes(change.type))
        throw new ChannelCannotError(channel.id, 'changes', `receive a ${change.type}`, 'leave "change" out');
      const order = {
        provider,
        target: target(),
        publicUrl: publicUrl(),
        message: { channelExternalId: channel.externalId, from, text, change },
        credentials: openCredentials(account),
        webhookKey: demoWebhookKey,
        faults,
      };
      const since = firstUuidAt(new Date());
      const { posted } = await host.postInbound(order, file ? makeSampleFile(file) : undefined);
      const [first] = posted;
      if (first === undefined) return null;
      const [row] = await database.query(findPosted, [
        ...[tenantId, account.id, since, first.eventType],
        first.ids,
      ]);
      return row?.id ?? null;
    },
    setFaults: async (channel, faults) => {
      const account = channel.isDefault ? await directory.findById(channel.accountId) : null;
      const { simulator } = getProvider(channel.kind);
      const ofAccount = account ? simulator.defaultSender?.(openCredentials(account)) : null;
      const externalId = ofAccount ?? channel.externalId;
      host.setFaults({ kind: channel.kind, accountId: simulatedAccount, externalId }, faults);
    },
  };
}

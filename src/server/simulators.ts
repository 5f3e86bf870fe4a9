/** The simulators of this process: what `simulateInbound`, `simulateReceipt` and `simulatedPhone` do. */
import { demoWebhookKey } from '../accounts/demo-data.js';
import { simulatedAccount } from '../accounts/simulated-provider.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import { BadUserInputError, ChannelCannotError, NotFoundError } from '../domain/errors.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { SimulatedKind, WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AccountDirectory } from '../ingest/account-directory.js';
import type { UploadedFile } from '../media/read-upload.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { SimulatedAbilities } from '../providers/contract/simulator.js';
import { getProvider } from '../providers/registry.js';
import { toSampleText } from '../providers/simulation/sample-contents.js';
import { makeSampleFileOf } from '../providers/simulation/sample-files.js';
import { textOnly } from '../providers/simulation/simulated-abilities.js';
import { isSameAddress, type ReceivedMessage } from '../providers/simulation/simulated-phones.js';
import type { SimulatorHost } from '../providers/simulation/simulator-host.js';
import type { SimulatedChannel, SimulatedReceived, Simulators } from '../resolvers/use-cases.js';

/** Options of `createSimulators`. */
export interface SimulatorsOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly host: SimulatorHost;
  readonly openCredentials: (account: AccountEntry) => ProviderCredentials;
  /** An upload of the company. @throws NotFoundError, MediaNotReadyError, MediaTooLargeError */
  readonly readUpload: (tenantId: string, attachmentId: string, maxBytes: number) => Promise<UploadedFile>;
  /** Base URL of this server. */
  readonly target: () => string;
  /** Base URL at which providers reach it. */
  readonly publicUrl: () => string;
}

const maxOwnFileBytes = 25 * 1_048_576;
const shownMessages = 50;

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
  const { database, directory, host, openCredentials, readUpload, target, publicUrl } = options;

  /** Name of the channel in its sends; an account's default channel can have another than in webhooks. */
  const senderOf = (channel: SimulatedChannel, account: AccountEntry | null) => {
    const ofAccount =
      channel.isDefault && account
        ? getProvider(channel.kind).simulator.defaultSender?.(openCredentials(account))
        : null;
    const externalId = ofAccount ?? channel.externalId;
    return { kind: channel.kind, accountId: simulatedAccount, externalId };
  };
  /** The simulators know no companies: only the accounts of the demo send through them. */
  const receivedBy = async (channel: SimulatedChannel, isOurs: (message: ReceivedMessage) => boolean) => {
    const account = await directory.findById(channel.accountId);
    if (!account?.acceptsBareLoopback) return [];
    return host.phones.from(senderOf(channel, account)).filter(isOurs);
  };

  return {
    simulateInbound: async ({ tenantId, channel, kind: given, attachmentId, ...order }) => {
      const account = await directory.findById(channel.accountId);
      if (!account) return null;
      const provider = getProvider(channel.kind);
      const own = attachmentId === null ? null : await readUpload(tenantId, attachmentId, maxOwnFileBytes);
      const kind = given ?? (own ? kindOfFile(own.mimeType) : SimulatedKind.TEXT);
      if (own && !takesFile(kind, own.mimeType))
        throw new BadUserInputError('attachmentId', `is no file for the kind ${kind}`);
      refuseUnable(channel, abilitiesOf(channel), kind, order.quotedKey !== null);
      const text = order.text ?? toSampleText(kind);
      const message = {
        ...{ channelExternalId: channel.externalId, from: order.from, senderName: order.senderName },
        ...{ text, kind, quotedKey: order.quotedKey, change: order.change },
      };
      const since = firstUuidAt(new Date());
      const { posted } = await host.postInbound(
        {
          ...{ provider, message, faults: order.faults, target: target(), publicUrl: publicUrl() },
          ...{ credentials: openCredentials(account), webhookKey: demoWebhookKey },
        },
        own ?? makeSampleFileOf(kind, text) ?? undefined,
      );
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
      host.setFaults(senderOf(channel, account), faults);
    },
    readPhone: async (channel, address) => {
      const account = await directory.findById(channel.accountId);
      const messages = await receivedBy(channel, ({ delivery }) => isSameAddress(delivery.to, address));
      return {
        ...abilitiesOf(channel),
        faults: host.faultsOf(senderOf(channel, account)),
        messages: messages.slice(-shownMessages).map(toReceived),
      };
    },
    reportReceipt: async (channel, receivedId, receipt) => {
      const [message] = await receivedBy(channel, ({ id }) => id === receivedId);
      if (!message) throw new NotFoundError('message on a simulated phone', receivedId);
      const isReported =
        abilitiesOf(channel).receipts.includes(receipt) && (await host.reportReceipt(message.id, receipt));
      if (!isReported)
        throw new ChannelCannotError(
          channel.id,
          receipt === 'READ' ? 'readReceipts' : 'deliveryReceipts',
          `report ${receipt}`,
          'its provider has no such receipt',
        );
      return toReceived(message);
    },
  };
}

function abilitiesOf({ kind, externalId }: SimulatedChannel): SimulatedAbilities {
  return getProvider(kind).simulator.abilities?.(externalId) ?? textOnly;
}

function refuseUnable(
  channel: SimulatedChannel,
  { kinds, quotes }: SimulatedAbilities,
  kind: SimulatedKind,
  isQuote: boolean,
): void {
  if (!kinds.includes(kind)) {
    const able = `its provider delivers ${kinds.join(', ')}`;
    throw new ChannelCannotError(channel.id, 'inboundKinds', `receive ${kind}`, able, kinds);
  }
  if (isQuote && !quotes)
    throw new ChannelCannotError(channel.id, 'quotes', 'receive a quote', 'leave "replyToMessageId" out');
}

const familyByKind: Partial<Readonly<Record<SimulatedKind, RegExp>>> = {
  [SimulatedKind.IMAGE]: /^image\//,
  [SimulatedKind.STICKER]: /^image\/webp/,
  [SimulatedKind.VIDEO]: /^video\//,
  [SimulatedKind.AUDIO]: /^audio\//,
  [SimulatedKind.VOICE]: /^audio\//,
  [SimulatedKind.DOCUMENT]: /./,
};

function takesFile(kind: SimulatedKind, mimeType: string): boolean {
  return familyByKind[kind]?.test(mimeType) ?? false;
}

function kindOfFile(mimeType: string): SimulatedKind {
  const kinds = [SimulatedKind.IMAGE, SimulatedKind.VIDEO, SimulatedKind.AUDIO];
  return kinds.find(kind => takesFile(kind, mimeType)) ?? SimulatedKind.DOCUMENT;
}

function toReceived({ id, at, delivery, taken }: ReceivedMessage): SimulatedReceived {
  return {
    ...{ id, receivedAt: at, text: delivery.text, template: delivery.template ?? null },
    hasFile: delivery.mediaUrl !== null,
    externalId: taken?.externalId ?? null,
    correlationId: taken?.correlationId ?? null,
  };
}

/** The demo server with the actions of vendor tests: a person writes, an agent replies, the vendor reports. */

import { demoWebhookKey, findDemoCredentials, listDemoAccounts } from '../../src/accounts/demo-data.js';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import type { Fault, ProviderKind } from '../../src/domain/vocabulary.js';
import type { SimulatedDelivery } from '../../src/providers/contract/simulator.js';
import { getProvider } from '../../src/providers/registry.js';
import type { InboundResult } from '../../src/providers/simulation/simulate-inbound.js';
import type { SimulatedSender, SimulatorHost } from '../../src/providers/simulation/simulator-host.js';
import { startTestApp, type TestApp } from './app.js';
import { InboxDocument, MessageByIdDocument, SendReplyDocument } from './gql/operations.js';
import { shortVendorTimeout } from './patient.js';
import { waitFor } from './wait-for.js';

/** One ledger row, as in the database. */
export interface LedgerRow {
  readonly status: string;
  readonly reason: string | null;
  readonly event_type: string;
  readonly external_event_id: string | null;
  readonly message_id: string | null;
  readonly channel: string | null;
}

/** A message, as in the database. */
export interface StoredMessage {
  readonly id: string;
  readonly conversation_id: string;
  readonly direction: string;
  readonly kind: string;
  readonly text: string | null;
  readonly status: string;
  readonly external_id: string | null;
  readonly author_kind: string;
  readonly channel: string;
  readonly address: string;
  readonly phone: string | null;
}

export interface VendorDesk {
  readonly server: TestApp;
  readonly owner: string;
  readonly host: SimulatorHost;
  /** A person writes to one of our numbers, in the vendor's wire format. @returns the conversation */
  write(
    kind: ProviderKind,
    channel: string,
    from: string,
    text: string,
  ): Promise<{ conversationId: string; channelId: string }>;
  /** Posts a message of the vendor's simulator and returns the result. */
  inbound(
    kind: ProviderKind,
    channel: string,
    from: string,
    text: string,
    faults?: readonly Fault[],
  ): Promise<InboundResult>;
  /** An agent replies. @returns the message's id */
  answer(conversationId: string, text: string): Promise<string>;
  /** The message from GraphQL, with its history: `STATUS`, in brackets when it did not advance the message. */
  message(
    id: string,
  ): Promise<{ status: string; externalId: string | null; history: string[]; failure: unknown }>;
  /** Messages with this text that the simulated vendor accepted. */
  deliveries(text: string): SimulatedDelivery[];
  setFaults(channel: string, faults: readonly Fault[]): void;
  /** Ledger rows of requests with this text in the body, oldest first. */
  ledger(bodyPart: string): Promise<LedgerRow[]>;
  messagesWithText(text: string): Promise<StoredMessage[]>;
  syncCursor(): Promise<string>;
  stop(): Promise<void>;
}

/** A number of the demo, as its vendor knows it. */
function senderOf(externalId: string): SimulatedSender {
  const account = listDemoAccounts().find(({ channels }) =>
    channels.some(each => each.externalId === externalId),
  );
  if (!account) throw new Error(`the demo has no number ${externalId}`);
  return { kind: account.kind, accountId: simulatedAccount, externalId };
}

/** Starts it; sends time out after two seconds, or later on a busy machine. */
export async function startVendorDesk(env: Record<string, string> = {}): Promise<VendorDesk> {
  const server = await startTestApp({ env: { PROVIDER_TIMEOUT_MS: shortVendorTimeout(), ...env } });
  const owner = await server.signIn('owner@demo.test');
  const { pool } = server.app.database;
  const host = server.app.simulatorHost;
  if (!host) throw new Error('the demo has no simulators');
  const inbound: VendorDesk['inbound'] = (kind, channel, from, text, faults = []) =>
    host.postInbound({
      provider: getProvider(kind),
      target: server.url,
      message: { channelExternalId: channel, from, text, senderName: 'Asha' },
      credentials: findDemoCredentials(kind) ?? {},
      webhookKey: demoWebhookKey,
      faults,
    });
  const messagesWithText: VendorDesk['messagesWithText'] = async text =>
    (
      await pool.query(
        `select m.*, h.external_id as channel, c.address, k.phone from messages m join channels h on h.id = m.channel_id
           join conversations c on c.id = m.conversation_id join contacts k on k.id = c.contact_id
          where m.text = $1 order by m.id`,
        [text],
      )
    ).rows;

  return {
    server,
    owner,
    host,
    inbound,
    messagesWithText,
    write: async (kind, channel, from, text) => {
      const { statuses } = await inbound(kind, channel, from, text);
      if (statuses[0] !== 200) throw new Error(`the webhook was answered ${statuses[0]}`);
      const row = await waitFor(async () => (await messagesWithText(text)).at(-1));
      const { rows } = await pool.query('select channel_id from conversations where id = $1', [
        row.conversation_id,
      ]);
      return { conversationId: row.conversation_id, channelId: rows[0].channel_id };
    },
    answer: async (conversationId, text) => {
      const { sendReply } = await server.run(SendReplyDocument, { input: { conversationId, text } }, owner);
      return sendReply.message?.id ?? '';
    },
    message: async id => {
      const { message } = await server.run(MessageByIdDocument, { id }, owner);
      if (!message) throw new Error(`there is no message ${id}`);
      const { status, externalId, statusHistory, failure } = message;
      const history = statusHistory.map(change => (change.applied ? change.status : `(${change.status})`));
      return { status, externalId, history, failure };
    },
    deliveries: text => host.deliveries(simulatedAccount).filter(delivery => delivery.text === text),
    setFaults: (channel, faults) => host.setFaults(senderOf(channel), faults),
    ledger: async bodyPart =>
      (
        await pool.query(
          `select w.*, h.external_id as channel from webhook_events w left join channels h on h.id = w.channel_id
            where strpos(w.kept_body, $1) > 0 order by w.id, w.item_index`,
          [bodyPart],
        )
      ).rows,
    syncCursor: async () => (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor,
    stop: () => server.stop(),
  };
}

/** Simulates the vendor, for demos and tests. */
import type { Fault, SimulatedChange, SimulatedKind, SimulatedReceipt } from '../../domain/vocabulary.js';
import type { SimulatedAccount } from './account.js';
import type { ProviderCredentials } from './provider-credentials.js';
import type { SimulatedFile, SimulatedFiles } from './simulated-files.js';

/** One inbound message to simulate. */
export interface SimulatedInbound {
  readonly channelExternalId: string;
  readonly from: string;
  readonly senderName: string | null;
  readonly text: string;
  readonly messageId: string;
  readonly at: Date;
  readonly faults: readonly Fault[];
  /**
   * TEXT, or the kind of `file`, by default. `text` is then the content's own: caption, name of the place, title of the
   * choice, and so on.
   */
  readonly kind?: SimulatedKind;
  /** An attached file, or the vCard of a CONTACT. None by default. */
  readonly file?: SimulatedFile | null;
  /** The vendor's id of the quoted message. None by default. */
  readonly quotedKey?: string | null;
  /** Base URL of the simulated vendor's API, for links to files. */
  readonly filesUrl?: string;
  /** Changes an earlier message, named by the vendor's id; `text` is the new text or the emoji. */
  readonly change?: { readonly type: SimulatedChange; readonly messageKey: string } | null;
}

/** A webhook request that the vendor would post to us, without host. */
export interface SimulatedWebhook {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One of our requests, as received by the simulated vendor. */
export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The raw body, for uploads. */
  readonly bytes: Uint8Array;
}

/** A send as the simulated vendor understood it, for users and tests to inspect. */
export interface SimulatedDelivery {
  readonly from: string;
  readonly to: string;
  readonly text: string | null;
  /** The file's URL, or the vendor's id of our upload; null without a file. */
  readonly mediaUrl: string | null;
  /** Id of our upload in the simulator's file store; absent for a file that the vendor fetches. */
  readonly fileId?: string;
  /** URLs of further files, if the message has several. */
  readonly moreMediaUrls?: readonly string[];
  /** The vendor's id of the quoted message, if any. */
  readonly quotedId?: string;
  /** Name of the template; `text` is then the text that the vendor rendered. */
  readonly template?: string;
}

/** What the vendor delivers from the customers of a channel. */
export interface SimulatedAbilities {
  readonly kinds: readonly SimulatedKind[];
  /** True if a message can name the one that it quotes. */
  readonly quotes: boolean;
  /** The receipts that the vendor reports. */
  readonly receipts: readonly SimulatedReceipt[];
}

/** A status that a vendor reports about an accepted message, in this order. */
export type ReportedStatus = 'sent' | 'delivered' | 'read';

/** The simulated vendor's answer; `hang` means: it accepted the message and never answers. */
export interface SimulatorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly hang?: boolean;
  /** Present when the vendor accepted the message. */
  readonly delivery?: SimulatedDelivery;
  /** Ids that the vendor's reports will use; absent for vendors without reports. */
  readonly taken?: Pick<TakenMessage, 'externalId' | 'correlationId'>;
}

/** A message that the simulated vendor accepted and will report on. */
export interface TakenMessage {
  readonly delivery: SimulatedDelivery;
  /** The vendor's id of the message. */
  readonly externalId: string;
  /** Our correlation id, if the vendor returns it. */
  readonly correlationId: string | null;
  readonly at: Date;
  readonly faults: readonly Fault[];
  /** The statuses to report; the echo comes with `sent`. All by default. */
  readonly statuses?: readonly ReportedStatus[];
}

/** Simulates the vendor for demos and tests: its wire format in both directions, with its faults. */
export interface ProviderSimulator {
  /** The demo account at this vendor. */
  readonly account: SimulatedAccount;
  /**
   * The request that the vendor posts when a customer writes to one of our channels.
   * @param publicUrl base URL configured at the vendor, for vendors that sign it
   */
  inbound(
    message: SimulatedInbound,
    credentials: ProviderCredentials,
    webhookKey: string,
    publicUrl: string,
  ): SimulatedWebhook;
  /**
   * Answers one of our API calls like the vendor, with `faults` switched on.
   * @param files inbound files and our uploads
   */
  answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply;
  /** What the vendor delivers from customers of this channel; texts without receipts when absent. */
  abilities?(channelExternalId: string): SimulatedAbilities;
  /**
   * Sender id of the account's default channel, for vendors that set it in the account and not in the channel; null
   * when there is none. Absent for vendors whose sends always name the channel.
   */
  defaultSender?(credentials: ProviderCredentials): string | null;
  /** The vendor's reports about an accepted message, in order: echo, sent, delivered, read. */
  reports?(
    taken: TakenMessage,
    credentials: ProviderCredentials,
    webhookKey: string,
    publicUrl: string,
  ): readonly SimulatedWebhook[];
}

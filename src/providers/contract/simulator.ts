/** Simulates the vendor, for demos and tests. */
import type { Fault, SimulatedChange } from '../../domain/vocabulary.js';
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
  /** An attached file; the text is then its caption. None by default. */
  readonly file?: SimulatedFile | null;
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
  /** Changes that users can make to messages at this vendor; none when absent. */
  readonly changes?: readonly SimulatedChange[];
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

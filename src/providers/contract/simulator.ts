/** The vendor's side of the wire, for demos and tests. */
import type { Fault, SimulatedChange } from '../../domain/vocabulary.js';
import type { SimulatedAccount } from './account.js';
import type { ProviderCredentials } from './provider-credentials.js';
import type { SimulatedFile, SimulatedFiles } from './simulated-files.js';

/** One inbound message to make up. */
export interface SimulatedInbound {
  readonly channelExternalId: string;
  readonly from: string;
  readonly senderName: string | null;
  readonly text: string;
  readonly messageId: string;
  readonly at: Date;
  readonly faults: readonly Fault[];
  /** A file that comes with it; the text is its caption then. None by default. */
  readonly file?: SimulatedFile | null;
  /** Base URL of the simulated vendor's API, for links to files. */
  readonly filesUrl?: string;
  /** What it does to a message that was sent before, named by the vendor's id; the text is the new one, or the emoji. */
  readonly change?: { readonly type: SimulatedChange; readonly messageKey: string } | null;
}

/** A request that the vendor would post to us, without host. */
export interface SimulatedWebhook {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request of ours that arrived at the simulated vendor. */
export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as it came, for uploads. */
  readonly bytes: Uint8Array;
}

/** What the simulated vendor understood of a send, for people and tests to look at. */
export interface SimulatedDelivery {
  readonly from: string;
  readonly to: string;
  readonly text: string | null;
  /** The file's address, or the vendor's id of what we uploaded; null without a file. */
  readonly mediaUrl: string | null;
  /** The file that we uploaded, as the simulators keep it; absent for one that the vendor fetches. */
  readonly fileId?: string;
  /** Where a message holds several files: those after the first. */
  readonly moreMediaUrls?: readonly string[];
  /** The vendor's id of the message that it quotes, where it quotes one. */
  readonly quotedId?: string;
  /** The name of the template that it consists of; `text` is what the vendor made of it. */
  readonly template?: string;
}

/** The simulated vendor's answer; `hang` means that it took the message and never answers. */
export interface SimulatorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly hang?: boolean;
  /** Present when the vendor took the message. */
  readonly delivery?: SimulatedDelivery;
  /** Under which names the vendor will report on it; absent for vendors that report nothing. */
  readonly taken?: Pick<TakenMessage, 'externalId' | 'correlationId'>;
}

/** A message that the simulated vendor took and will report on. */
export interface TakenMessage {
  readonly delivery: SimulatedDelivery;
  /** The vendor's id of the message. */
  readonly externalId: string;
  /** What we gave to recognise the message by, where the vendor returns it. */
  readonly correlationId: string | null;
  readonly at: Date;
  readonly faults: readonly Fault[];
}

/** The vendor's side of the wire, for demos and tests: speaks its format both ways, with its faults. */
export interface ProviderSimulator {
  /** The account that the demo has there. */
  readonly account: SimulatedAccount;
  /**
   * The request that the vendor posts when a person writes to one of our numbers.
   * @param publicUrl base URL that the vendor was given, for those that sign it
   */
  inbound(
    message: SimulatedInbound,
    credentials: ProviderCredentials,
    webhookKey: string,
    publicUrl: string,
  ): SimulatedWebhook;
  /**
   * Answers one of our API calls as the vendor would, with `faults` switched on.
   * @param files what people sent us, and what we uploaded
   */
  answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply;
  /** What people can do to messages at this vendor; nothing when absent. */
  readonly changes?: readonly SimulatedChange[];
  /**
   * The name by which sends from the account's default channel leave, where the account and not the channel has it; null
   * when it has none. Absent for vendors whose sends always name the channel.
   */
  defaultSender?(credentials: ProviderCredentials): string | null;
  /** What the vendor posts about a message that it took, in order: its echo, then sent, delivered, read. */
  reports?(
    taken: TakenMessage,
    credentials: ProviderCredentials,
    webhookKey: string,
    publicUrl: string,
  ): readonly SimulatedWebhook[];
}

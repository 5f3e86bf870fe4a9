/** The use cases that resolvers call, built once by the composition root. */
import type { ApiTokens } from '../accounts/api-tokens.js';
import type { BookingAccounts } from '../accounts/booking-accounts.js';
import type { OwnCredentials } from '../accounts/own-credentials.js';
import type { Provisioning } from '../accounts/provisioning.js';
import type { Sessions } from '../accounts/sessions.js';
import type { TokenLimits } from '../accounts/token-limits.js';
import type { Users } from '../accounts/users.js';
import type { Assistants } from '../ai/assistants.js';
import type { BookingUseCases } from '../bookings/bookings.js';
import type { DataUseCases } from '../data/data.js';
import type { CursorCodec } from '../database/cursors.js';
import type { LogRange } from '../delivery/event-log.js';
import type { Presence } from '../delivery/presence/presence.js';
import type { Desk } from '../desk/desk.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { MediaLimits } from '../domain/media-limits.js';
import type {
  Fault,
  RefusalReason,
  SimulatedChange,
  SimulatedKind,
  SimulatedReceipt,
  WebhookTestOutcome,
} from '../domain/vocabulary.js';
import type { Channel } from '../entities/channel.entity.js';
import type { ListQuarantinedNumbers } from '../ingest/quarantined-numbers.js';
import type { Replay } from '../ingest/replay.js';
import type { MediaUseCases } from '../media/media.js';
import type { OutboxUseCases } from '../outbox/outbox.js';
import type { OutgoingWebhooks } from '../outgoing/outgoing.js';
import type { Contacts } from '../people/contacts.js';
import type { Search } from '../search/search.js';
import type { Templates } from '../templates/templates.js';

/** Every use case, by area. */
export interface UseCases {
  readonly cursors: CursorCodec;
  /** Sign-in and session refresh. */
  readonly sessions: Sessions;
  /** Credentials of programs. */
  readonly apiTokens: ApiTokens;
  /** Rate limits of API tokens. */
  readonly tokenLimits: TokenLimits;
  /** Own password and second factor. */
  readonly ownCredentials: OwnCredentials;
  /** Administration of users. */
  readonly users: Users;
  /** Companies, users, provider accounts, channels, settings. */
  readonly provisioning: Provisioning;
  /** Agent use cases: conversations, leads, notes. */
  readonly desk: Desk;
  /** Assistants. */
  readonly assistants: Assistants;
  /** Merges of contacts. */
  readonly contacts: Contacts;
  /** Search for words. */
  readonly search: Search;
  /** Imports, exports, erasures. */
  readonly data: DataUseCases;
  /** Reprocessing of ledger rows. */
  readonly replay: Replay;
  /** Unknown numbers of which webhooks wait. */
  readonly quarantinedNumbers: ListQuarantinedNumbers;
  /** Bookings: branches, templates, previews, tests. */
  readonly bookings: BookingUseCases;
  /** Connections to the booking system. */
  readonly bookingAccounts: BookingAccounts;
  /** Provider simulation; null without simulators. */
  readonly simulators: Simulators | null;
  readonly testWebhookUrl: WebhookUrlTest;
  /** Reads of a tenant's event log. */
  readonly eventLog: {
    readAfter(tenantId: string, position: number, limit: number): Promise<LoggedEvent[]>;
    readRange(tenantId: string): Promise<LogRange>;
  };
  /** Who is connected, looks at a conversation, or types. */
  readonly presence: Presence;
  /** Files: links, and uploads. */
  readonly media: MediaUseCases & {
    /** Media limits of a channel; null when it supports no files. */
    limitsOf(channel: Pick<Channel, 'kind' | 'externalId'>): MediaLimits | null;
  };
  /** Approved templates of the providers. */
  readonly templates: Templates;
  /** Sending and retrying replies. */
  readonly outbox: OutboxUseCases;
  /** Endpoints of outgoing webhooks. */
  readonly outgoing: OutgoingWebhooks;
}

/**
 * Posts a sample to the public webhook URL of an account.
 * @throws NotFoundError, ConflictError when nothing can be signed
 */
export type WebhookUrlTest = (tenantId: string, accountId: string) => Promise<WebhookUrlTestResult>;

/** What happened to the sample. */
export interface WebhookUrlTestResult {
  readonly accountId: string;
  readonly outcome: WebhookTestOutcome;
  readonly advice: string;
  readonly url: string;
  readonly httpStatus: number | null;
  readonly durationMs: number;
  readonly refusal: RefusalReason | null;
  /** Its ledger row. */
  readonly webhookEventId: string | null;
}

/** Simulator use cases. */
export interface Simulators {
  /**
   * Posts a message in the provider's format.
   * @returns the id of its ledger row, or null when it was refused
   * @throws ChannelCannotError for content that the provider does not deliver; NotFoundError, MediaNotReadyError,
   *   MediaTooLargeError, BadUserInputError for a file
   */
  simulateInbound(order: {
    readonly tenantId: string;
    readonly channel: SimulatedChannel;
    readonly from: string;
    readonly senderName: string | null;
    /** That of the file, or TEXT, by default. */
    readonly kind: SimulatedKind | null;
    /** A sample by default. */
    readonly text: string | null;
    /** An upload to send with the message; a sample by default. */
    readonly attachmentId: string | null;
    readonly faults: readonly Fault[];
    /** The provider's id of the quoted message. */
    readonly quotedKey: string | null;
    /** A change of an existing message, instead of a new one. */
    readonly change: { readonly type: SimulatedChange; readonly messageKey: string } | null;
  }): Promise<string | null>;
  /** Sets the send faults of one channel; they stay until the next call. */
  setFaults(channel: SimulatedChannel, faults: readonly Fault[]): Promise<void>;
  /** What a customer received from a channel, and what its provider can do. */
  readPhone(
    channel: SimulatedChannel,
    address: string,
  ): Promise<{
    readonly kinds: readonly SimulatedKind[];
    readonly quotes: boolean;
    readonly receipts: readonly SimulatedReceipt[];
    readonly faults: readonly Fault[];
    readonly messages: readonly SimulatedReceived[];
  }>;
  /**
   * Posts a receipt in the provider's format; it is processed when this resolves.
   * @throws NotFoundError, ChannelCannotError
   */
  reportReceipt(
    channel: SimulatedChannel,
    receivedId: string,
    receipt: SimulatedReceipt,
  ): Promise<SimulatedReceived>;
}

/** A message on the phone of a simulated customer. */
export interface SimulatedReceived {
  readonly id: string;
  readonly receivedAt: Date;
  readonly text: string | null;
  readonly hasFile: boolean;
  readonly template: string | null;
  /** The provider's id; null where it returns none. */
  readonly externalId: string | null;
  /** Our id of the message, where the provider returns it. */
  readonly correlationId: string | null;
}

/** Channel fields that a simulator needs. */
export type SimulatedChannel = Pick<Channel, 'id' | 'accountId' | 'kind' | 'externalId' | 'isDefault'>;

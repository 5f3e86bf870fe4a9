/** The use cases that resolvers call, built once by the composition root. */
import type { BookingAccounts } from '../accounts/booking-accounts.js';
import type { Provisioning } from '../accounts/provisioning.js';
import type { Sessions } from '../accounts/sessions.js';
import type { BookingUseCases } from '../bookings/bookings.js';
import type { CursorCodec } from '../database/cursors.js';
import type { LogRange } from '../delivery/event-log.js';
import type { Desk } from '../desk/desk.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { MediaLimits } from '../domain/media-limits.js';
import type { Fault, SampleFile, SimulatedChange } from '../domain/vocabulary.js';
import type { Channel } from '../entities/channel.entity.js';
import type { Replay } from '../ingest/replay.js';
import type { MediaUseCases } from '../media/media.js';
import type { OutboxUseCases } from '../outbox/outbox.js';
import type { Contacts } from '../people/contacts.js';
import type { Templates } from '../templates/templates.js';

/** Every use case, by area. */
export interface UseCases {
  readonly cursors: CursorCodec;
  /** Signing in and staying signed in. */
  readonly sessions: Sessions;
  /** Companies, people, provider accounts, numbers, settings. */
  readonly provisioning: Provisioning;
  /** What people do with conversations, leads and notes. */
  readonly desk: Desk;
  /** Contacts that turn out to be one person. */
  readonly contacts: Contacts;
  /** Processing ledger entries again. */
  readonly replay: Replay;
  /** Bookings: branches, wordings, previews, tests. */
  readonly bookings: BookingUseCases;
  /** Connections to the booking system. */
  readonly bookingAccounts: BookingAccounts;
  /** Playing the providers; null where there are no simulators. */
  readonly simulators: Simulators | null;
  /** Reading the event log of a tenant. */
  readonly eventLog: {
    readAfter(tenantId: string, position: number, limit: number): Promise<LoggedEvent[]>;
    readRange(tenantId: string): Promise<LogRange>;
  };
  /** Files: links to them, and uploads. */
  readonly media: MediaUseCases & {
    /** What a number can carry in addition to text; null when it carries no files. */
    limitsOf(channel: Pick<Channel, 'kind' | 'externalId'>): MediaLimits | null;
  };
  /** Approved templates of the providers. */
  readonly templates: Templates;
  /** Sending replies, and sending them again. */
  readonly outbox: OutboxUseCases;
}

/** What can be played of a provider. */
export interface Simulators {
  /**
   * Posts a message in the provider's format.
   * @returns the id of its ledger entry, or null when it was refused
   * @throws ChannelCannotError for a file on a number that has none
   */
  simulateInbound(order: {
    readonly tenantId: string;
    readonly channel: SimulatedChannel;
    readonly from: string;
    readonly text: string;
    /** A sample that comes with the message. */
    readonly file: SampleFile | null;
    readonly faults: readonly Fault[];
    /** What happens to a message of the number, in place of a new one. */
    readonly change: { readonly type: SimulatedChange; readonly messageKey: string } | null;
  }): Promise<string | null>;
  /** Switches faults of the sends of one channel on, until they are set again. */
  setFaults(channel: SimulatedChannel, faults: readonly Fault[]): Promise<void>;
}

/** What a simulator must know of a number. */
export type SimulatedChannel = Pick<Channel, 'id' | 'accountId' | 'kind' | 'externalId' | 'isDefault'>;

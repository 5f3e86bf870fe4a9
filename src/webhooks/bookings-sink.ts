/** The webhook sink of the booking system: stores events through the bookings' intake. The job processes them later. */
import type { BookingAccountEntry, BookingDirectory } from '../bookings/booking-directory.js';
import type { BookingIntake, BookingReceipt } from '../bookings/intake.js';
import type { KeptBookingEvent } from '../domain/booking-event.js';
import { WebhookSource } from '../domain/vocabulary.js';
import {
  isSignedLikeYclients,
  parseYclients,
  signatureHeaders,
  verifyYclients,
  type YclientsCredentials,
  yclientsKeyOf,
} from '../providers/yclients/index.js';
import type { FindProven } from './find-proven.js';
import { proveAccount } from './prove-account.js';
import type { WebhookReceipt, WebhookSink } from './webhook-sink.js';

/** Options of `createBookingsSink`. */
export interface BookingsSinkOptions {
  readonly directory: BookingDirectory;
  readonly intake: BookingIntake;
  readonly openCredentials: (account: BookingAccountEntry) => YclientsCredentials;
}

/** The set-up guide's path, and the path in the form of all other providers. */
export const bookingPaths = ['/webhook/yclients', '/webhooks/yclients'] as const;
const kind = 'YCLIENTS';
const maxCompanies = 100;

/** Creates the sink. */
export function createBookingsSink(
  { directory, intake, openCredentials }: BookingsSinkOptions,
  findProven: FindProven,
): WebhookSink {
  return {
    displayName: 'YClients',
    source: WebhookSource.YCLIENTS,
    routes: bookingPaths.map(path => ({ method: 'POST', path })),
    takesKeyInPath: false,
    proofHeaders: signatureHeaders,
    claim: webhook => {
      const key = yclientsKeyOf(webhook);
      const isSigned = isSignedLikeYclients(webhook);
      return {
        countedAs: kind,
        key,
        errorIsVeto: false,
        prove: async isFromLoopback => {
          // The branches in the body help to find the account that a signature proves; a key alone decides.
          const events = key === null && isSigned ? parseYclients(webhook) : undefined;
          const account = await proveAccount<BookingAccountEntry, BookingAccountEntry>(
            findProven,
            {
              ...{ key, isSigned, isFromLoopback },
              channelExternalIds: companiesOf(events ?? []),
              accountExternalIds: [],
            },
            {
              kind,
              byKey: given => directory.findByKey(given),
              byId: id => directory.findById(id),
              named: ({ channelExternalIds }, afterId) =>
                directory.listByCompanies(channelExternalIds, afterId),
              all: afterId => directory.listAll(afterId),
              demo: () => directory.findAcceptingBareLoopback(),
              verify: (candidate, isKeyRight) =>
                verifyYclients(webhook, openCredentials(candidate), isKeyRight),
            },
          );
          if (account === null) return null;
          return {
            account,
            source: WebhookSource.YCLIENTS,
            store: async headers => {
              const delivery = { account, events: events ?? parseYclients(webhook), headers };
              const receipts = await intake({ ...delivery, receivedAt: webhook.receivedAt });
              return { events: receipts.map(toBookingReceipt) };
            },
          };
        },
        readNames: () => ({
          channelExternalIds: companiesOf(parseYclients(webhook)),
          accountExternalIds: [],
        }),
        findAccounts: async ({ channelExternalIds }) => {
          const owner = key === null ? null : await directory.findByKey(key);
          if (owner) return { isKeyKnown: true, accounts: [owner] };
          const named = await directory.listByCompanies(channelExternalIds, null);
          if (named.length > 0) return { isKeyKnown: false, accounts: named };
          const disconnected = await directory.listDisconnected(key, channelExternalIds);
          return {
            isKeyKnown: false,
            isDisconnected: disconnected.length > 0,
            accounts: disconnected,
          };
        },
      };
    },
  };
}

/** The branches in the events, without duplicates. */
function companiesOf(events: readonly KeptBookingEvent[]): string[] {
  const ids = events.flatMap(({ event }) => (event.companyId === null ? [] : [event.companyId]));
  return [...new Set(ids)].slice(0, maxCompanies);
}

/** The result of an event, for the response. */
export function toBookingReceipt({ ledgerId, status, reason }: BookingReceipt): WebhookReceipt {
  return { id: ledgerId, status, ...(reason === null ? {} : { reason }) };
}

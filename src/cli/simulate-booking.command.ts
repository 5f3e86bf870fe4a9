import { Command, InvalidArgumentError } from 'commander';
import { demoPassword, demoUsers } from '../accounts/demo-data.js';
import { BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { UnavailableError } from '../domain/errors.js';
import type { CommandIo } from './command-io.js';
import { type RemoteGraphQL, signIn } from './remote-graphql.js';
import { formatFacts, type OutputOptions, show } from './show.js';

interface BookingOptions extends OutputOptions {
  readonly service?: string;
  readonly master?: string;
  readonly cost?: number;
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

interface BookingEventNode {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly booking: {
    readonly externalId: string;
    readonly notifications: readonly {
      readonly kind: string;
      readonly decision: string;
      readonly reason: string | null;
      readonly message: { readonly text: string | null; readonly status: string } | null;
    }[];
  } | null;
}

/** Event names of the set-up guide's script. */
const eventTypes: Readonly<Record<string, BookingNotificationKind>> = {
  'record.created': BookingNotificationKind.CREATED,
  'record.updated': BookingNotificationKind.UPDATED,
  'record.deleted': BookingNotificationKind.CANCELLED,
};
const simulateMutation =
  'mutation ($input: SimulateBookingInput!) { simulateBooking(input: $input) { event { id } } }';
const eventQuery = `query ($id: ID!) {
  webhookEvent(id: $id) {
    id status reason booking { externalId notifications { kind decision reason message { text status } } }
  }
}`;
const pollMs = 250;
/** Longer than the demo's window in which changes are combined. */
const patienceMs = 20_000;

/** `trunkline simulate booking`: simulates an event of the booking system, and shows the notice to the customer. */
export function createSimulateBookingCommand(io: CommandIo): Command {
  return new Command('booking')
    .description('Send a simulated booking event: a visit tomorrow at 14:00, made, moved, or cancelled.')
    .argument('<phone>', "the customer's phone, such as 79001234567")
    .argument('[event]', Object.keys(eventTypes).join(', '), toEventType, BookingNotificationKind.CREATED)
    .option('--service <title>', 'what is booked')
    .option('--master <name>', 'who does it')
    .option('--cost <number>', 'what it costs', toCost)
    .option('--url <url>', 'base URL of the server', 'http://127.0.0.1:4000')
    .option('--email <email>', 'who signs in', demoUsers[0]?.email)
    .option('--password <password>', "the demo's password", demoPassword)
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline simulate booking 79001234567 record.updated')
    .action(async (phone: string, eventType: BookingNotificationKind, options: BookingOptions) => {
      const { service, master, cost } = options;
      const remote = await signIn(options.url, options.email, options.password);
      const input = { phone: `+${phone.replace(/\D/g, '')}`, eventType, service, master, cost };
      const { simulateBooking } = await remote<{ simulateBooking: { event: { id: string } } }>(
        simulateMutation,
        { input },
      );
      const event = await waitForDecision(remote, simulateBooking.event.id);
      const decision = event.booking?.notifications.at(-1);
      const facts: [string, unknown][] = [
        ['event', event.id],
        ['status', event.status],
        ['booking', event.booking?.externalId],
        ['decision', decision && `${decision.kind} ${decision.decision}`],
        ['reason', decision?.reason ?? event.reason],
        ['message', decision?.message?.status],
        ['text', decision?.message?.text],
      ];
      show(io, options, event, formatFacts(facts.filter(([, value]) => value != null)));
    });
}

/** Waits for the event's notification decision. */
async function waitForDecision(remote: RemoteGraphQL, id: string): Promise<BookingEventNode> {
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += pollMs) {
    const { webhookEvent } = await remote<{ webhookEvent: BookingEventNode }>(eventQuery, { id });
    const decision = webhookEvent.booking?.notifications.at(-1)?.decision;
    const isDecided = decision !== undefined && decision !== 'SCHEDULED';
    if (isDecided || ['FAILED', 'IGNORED', 'DUPLICATE'].includes(webhookEvent.status)) return webhookEvent;
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
  throw new UnavailableError(
    `The server has not decided about the ledger entry ${id}; look at bookingNotifications`,
  );
}

function toEventType(text: string): BookingNotificationKind {
  const found = Object.hasOwn(eventTypes, text) ? eventTypes[text] : undefined;
  if (found) return found;
  throw new InvalidArgumentError(`Give one of: ${Object.keys(eventTypes).join(', ')}.`);
}

function toCost(text: string): number {
  const cost = Number(text);
  if (text.trim() !== '' && Number.isFinite(cost) && cost >= 0) return cost;
  throw new InvalidArgumentError('Give a number.');
}

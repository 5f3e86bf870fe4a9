/** `trunkline simulate booking`: what the set-up guide's test script did, against a running server. */
import { type Command, InvalidArgumentError } from 'commander';

/** What the command speaks with; replaced in tests. */
export interface SimulateBookingIo {
  readonly fetch: typeof fetch;
  readonly print: (line: string) => void;
}

interface SimulateBookingOptions {
  readonly service?: string;
  readonly master?: string;
  readonly cost?: number;
  readonly url: string;
  readonly token?: string;
}

const eventTypes = ['record.created', 'record.updated', 'record.deleted'] as const;

/** Adds the command below `simulate`. */
export function addSimulateBooking(
  simulate: Command,
  io: SimulateBookingIo = { fetch, print: line => console.log(line) },
): void {
  simulate
    .command('booking')
    .description('play an event of the booking system; the notice goes out to the phone')
    .argument('<phone>', "the customer's phone, such as 79001234567")
    .argument('[event]', eventTypes.join(', '), toEventType, 'record.created')
    .option('--service <title>', 'what is booked')
    .option('--master <name>', 'who does it')
    .option('--cost <number>', 'what it costs', toCost)
    .option('--url <url>', 'the server', 'http://127.0.0.1:4000')
    .option('--token <token>', 'access token of an administrator; the demo takes none from this machine')
    .action(async (phone: string, eventType: string, options: SimulateBookingOptions) => {
      io.print(await simulateBooking(phone, eventType, options, io));
    });
}

async function simulateBooking(
  phone: string,
  eventType: string,
  { service, master, cost, url, token }: SimulateBookingOptions,
  io: SimulateBookingIo,
): Promise<string> {
  const response = await io.fetch(`${url.replace(/\/+$/, '')}/webhook/yclients/test`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ phone, eventType, service, master, cost }),
  });
  const answer = (await response.json()) as {
    readonly events?: readonly { readonly id: string; readonly status: string }[];
    readonly error?: { readonly message: string };
  };
  const [event] = answer.events ?? [];
  if (!response.ok || !event)
    throw new Error(answer.error?.message ?? `The server answered ${response.status}.`);
  return `${eventType}: ledger entry ${event.id} is ${event.status}; bookingNotifications says what was decided.`;
}

function toEventType(text: string): string {
  if ((eventTypes as readonly string[]).includes(text)) return text;
  throw new InvalidArgumentError(`Give one of: ${eventTypes.join(', ')}.`);
}

function toCost(text: string): number {
  const cost = Number(text);
  if (text.trim() !== '' && Number.isFinite(cost) && cost >= 0) return cost;
  throw new InvalidArgumentError('Give a number.');
}

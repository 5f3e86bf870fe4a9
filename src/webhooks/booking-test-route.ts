/** The set-up guide's test request: simulates a booking at the branch of a signed-in administrator, or of the demo. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BookingDirectory } from '../bookings/booking-directory.js';
import type { BookingReceipt } from '../bookings/intake.js';
import type { BookingTestInput } from '../bookings/test-event.js';
import { BadUserInputError, BodyUndecodableError, UnauthenticatedError } from '../domain/errors.js';
import { bookingPaths, toBookingReceipt } from './bookings-sink.js';
import { isFromLoopback } from './webhook-request.js';

/** Options of `registerBookingTestRoute`. */
export interface BookingTestRouteOptions {
  readonly directory: Pick<BookingDirectory, 'findAcceptingBareLoopback'>;
  /** Accepts a test event of a tenant; null in production, where the route does not exist. */
  readonly simulate: ((tenantId: string, input: BookingTestInput) => Promise<BookingReceipt>) | null;
  /** The tenant of a signed-in administrator; null for a request without a token. Throws for an invalid one. */
  readonly authenticateTester: (request: FastifyRequest) => Promise<string | null>;
}

/** Registers the route within a scope that reads bodies as bytes. */
export function registerBookingTestRoute(scope: FastifyInstance, options: BookingTestRouteOptions): void {
  const { simulate } = options;
  if (!simulate) return;
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const tenantId = await findTenant(request, options);
    if (tenantId === null) throw new UnauthenticatedError();
    const receipt = await simulate(tenantId, readTest(request.body));
    return reply.code(200).send({ ok: true, events: [toBookingReceipt(receipt)] });
  };
  for (const path of bookingPaths) scope.route({ method: 'POST', url: `${path}/test`, handler });
}

async function findTenant(
  request: FastifyRequest,
  { authenticateTester, directory }: BookingTestRouteOptions,
): Promise<string | null> {
  const signedIn = await authenticateTester(request);
  if (signedIn !== null || !isFromLoopback(request)) return signedIn;
  return (await directory.findAcceptingBareLoopback())?.tenantId ?? null;
}

function readTest(body: unknown): BookingTestInput {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw new BodyUndecodableError('JSON');
  }
  if (typeof value !== 'object' || value === null) throw new BodyUndecodableError('JSON object');
  const { phone, eventType, service, master, cost } = value as Record<string, unknown>;
  const text = (field: string, given: unknown): string | null => {
    if (given === undefined || given === null) return null;
    if (typeof given !== 'string') throw new BadUserInputError(field, 'must be a text');
    return given;
  };
  if (cost !== undefined && cost !== null && (typeof cost !== 'number' || !Number.isFinite(cost))) {
    throw new BadUserInputError('cost', 'must be a number');
  }
  const digits = typeof phone === 'number' ? String(phone) : text('phone', phone);
  if (digits === null) throw new BadUserInputError('phone', 'must be a phone number');
  return {
    phone: digits,
    eventType: text('eventType', eventType),
    service: text('service', service),
    master: text('master', master),
    cost: cost ?? null,
  };
}

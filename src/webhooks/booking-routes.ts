/**
 * The HTTP edge of the booking system. Order of operations: raw bytes, connection by key, signature, parse, ledger;
 * 200 as soon as the ledger row and its job are committed. What the job does later, or fails to do, is not the
 * webhook's business.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BookingAccountEntry, BookingDirectory } from '../bookings/booking-directory.js';
import type { BookingIntake, BookingReceipt } from '../bookings/intake.js';
import type { BookingTestInput } from '../bookings/test-event.js';
import type { KeptBookingEvent } from '../domain/booking-event.js';
import {
  BadUserInputError,
  BodyUndecodableError,
  TrunklineError,
  UnauthenticatedError,
} from '../domain/errors.js';
import { WebhookSource } from '../domain/vocabulary.js';
import {
  isSignedLikeYclients,
  parseYclients,
  verifyYclients,
  type YclientsCredentials,
  yclientsKeyOf,
} from '../providers/yclients/index.js';
import { answerLook } from './about-webhook.js';
import type { FindProven } from './find-proven.js';
import { keepHeaders } from './kept-headers.js';
import { carriesProof } from './note-refusal.js';
import type { RefusalFault, RefusalRecord, RefusedAccount } from './refusal-record.js';
import { isFromLoopback, toStrings } from './webhook-routes.js';
import { withinTime } from './within-time.js';

/** What the routes need. */
export interface BookingRoutesOptions {
  readonly directory: BookingDirectory;
  readonly intake: BookingIntake;
  readonly openCredentials: (account: BookingAccountEntry) => YclientsCredentials;
  readonly findProven: FindProven;
  readonly refusals: Pick<RefusalRecord, 'note'>;
  /** Takes in a test event of a tenant; null in production, where the route does not exist. */
  readonly simulate: ((tenantId: string, input: BookingTestInput) => Promise<BookingReceipt>) | null;
  /** The tenant of a signed-in administrator; null for a request without a token. Throws for a wrong one. */
  readonly authenticateTester: (authorization: string | undefined) => Promise<string | null>;
  readonly bodyLimitBytes: number;
  /** Longest wait for the database; then the answer is 503. */
  readonly timeoutMs: number;
  /** Counts requests by outcome. */
  readonly count: (provider: string, outcome: 'accepted' | 'refused' | 'undecodable' | 'unavailable') => void;
}

/** The set-up guide's path, and the one that every other provider's follows. */
const paths = ['/webhook/yclients', '/webhooks/yclients'] as const;
const name = 'YCLIENTS';
const displayName = 'YClients';
const maxCompanies = 100;

/** Registers the routes. */
export async function registerBookingRoutes(
  app: FastifyInstance,
  options: BookingRoutesOptions,
): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: options.bodyLimitBytes },
      (_request, body, done) => done(null, body),
    );
    for (const url of paths) {
      const handler = (request: FastifyRequest, reply: FastifyReply) => handle(options, request, reply);
      const onError = (request: FastifyRequest, _reply: FastifyReply, error: Error, done: () => void) => {
        if ('code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
          noteRefusal(options, toWebhook(request), request, 'BODY_TOO_LARGE');
        done();
      };
      scope.route({ method: 'POST', url, bodyLimit: options.bodyLimitBytes, handler, onError });
      scope.get(url, (_request, reply) => answerLook(reply, displayName));
      const { simulate } = options;
      if (!simulate) continue;
      scope.route({
        method: 'POST',
        url: `${url}/test`,
        handler: (request, reply) => handleTest(options, simulate, request, reply),
      });
    }
  });
}

async function handle(options: BookingRoutesOptions, request: FastifyRequest, reply: FastifyReply) {
  const { count } = options;
  try {
    const receipts = await withinTime(options.timeoutMs, receive(options, request));
    count(name, 'accepted');
    return reply.code(200).send({ ok: true, events: receipts.map(toAnswer) });
  } catch (error) {
    const code = error instanceof TrunklineError ? error.code : null;
    if (code === 'UNAUTHENTICATED') count(name, 'refused');
    else if (code === 'UNAVAILABLE' || code === 'RATE_LIMITED') count(name, 'unavailable');
    else if (code !== null) count(name, 'undecodable');
    throw error;
  }
}

/** Everything up to the commit. */
async function receive(
  options: BookingRoutesOptions,
  request: FastifyRequest,
): Promise<readonly BookingReceipt[]> {
  const receivedAt = new Date();
  const webhook = toWebhook(request);
  const { account, events } = await findAccount(options, webhook, request);
  if (!account) {
    noteRefusal(options, webhook, request, carriesProof(webhook) ? 'WRONGLY_SIGNED' : 'UNSIGNED');
    throw new UnauthenticatedError('The webhook credential is missing or wrong; copy the webhook URL again.');
  }
  return options.intake({
    account,
    events: events ?? parseYclients(webhook),
    receivedAt,
    headers: keepHeaders(request.headers),
  });
}

function toWebhook(request: FastifyRequest): Webhook {
  return {
    query: toStrings(request.query as Record<string, unknown>),
    headers: toStrings(request.headers),
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    pathSecret: null,
  };
}

/** Notes the refusal; the connections are looked up later. */
function noteRefusal(
  { directory, refusals }: BookingRoutesOptions,
  webhook: Webhook,
  request: FastifyRequest,
  fault: RefusalFault,
): void {
  const key = yclientsKeyOf(webhook);
  refusals.note({
    source: WebhookSource.YCLIENTS,
    ...{ fault, key, address: request.clientAddress, requestId: request.id },
    readNames: () => ({ channelExternalIds: companiesOf(parseYclients(webhook)), accountExternalIds: [] }),
    findAccounts: async ({ channelExternalIds: companyIds }) => {
      const owner: RefusedAccount | null = key === null ? null : await directory.findByKey(key);
      return {
        isKeyKnown: owner !== null,
        accounts: owner ? [owner] : await directory.listByCompanies(companyIds, null),
      };
    },
  });
}

/** The branches that events name, each once. */
function companiesOf(events: readonly KeptBookingEvent[]): string[] {
  const ids = events.flatMap(({ event }) => (event.companyId === null ? [] : [event.companyId]));
  return [...new Set(ids)].slice(0, maxCompanies);
}

interface Webhook {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  readonly pathSecret: string | null;
}

/**
 * The connection that the request's credentials prove. A key in the URL alone decides. Without one, a signature can
 * prove a connection; a request without any credential may only come from loopback, to the demo's.
 */
async function findAccount(
  { directory, openCredentials, findProven }: BookingRoutesOptions,
  webhook: Webhook,
  request: FastifyRequest,
): Promise<{ account: BookingAccountEntry | null; events?: KeptBookingEvent[] }> {
  const key = yclientsKeyOf(webhook);
  const isSigned = isSignedLikeYclients(webhook);
  const events = key === null && isSigned ? parseYclients(webhook) : undefined;
  const companyIds = companiesOf(events ?? []);
  const account = await findProven<BookingAccountEntry, BookingAccountEntry>(
    { key, isSigned, origin: [name, ...companyIds].join(' '), isFromLoopback: isFromLoopback(request) },
    {
      byKey: given => directory.findByKey(given),
      byId: id => directory.findById(id),
      named: afterId => directory.listByCompanies(companyIds, afterId),
      all: afterId => directory.listAll(afterId),
      demo: () => directory.findAcceptingBareLoopback(),
      verify: (candidate, isKeyRight) => verifyYclients(webhook, openCredentials(candidate), isKeyRight),
    },
  );
  return { account, ...(events === undefined ? {} : { events }) };
}

async function handleTest(
  options: BookingRoutesOptions,
  simulate: NonNullable<BookingRoutesOptions['simulate']>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const signedIn = await options.authenticateTester(request.headers.authorization);
  const demo =
    signedIn === null && isFromLoopback(request) ? await options.directory.findAcceptingBareLoopback() : null;
  const tenantId = signedIn ?? demo?.tenantId;
  if (tenantId === undefined) throw new UnauthenticatedError();
  const receipt = await simulate(tenantId, readTest(request.body));
  return reply.code(200).send({ ok: true, events: [toAnswer(receipt)] });
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

/** What the sender, or a person with curl, learns of its events. */
function toAnswer({ ledgerId, status, reason }: BookingReceipt) {
  return { id: ledgerId, status, ...(reason === null ? {} : { reason }) };
}

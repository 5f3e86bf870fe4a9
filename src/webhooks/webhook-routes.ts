/**
 * HTTP routes of all webhooks, of messaging providers and of the booking system.
 *
 * Order of operations: raw bytes, account by credential, signature, parse, store; 2xx only after the commit. A wrong
 * credential is rejected even where none is required. Rejections store nothing but a count, and never reveal which part
 * was wrong.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ByteBudget, createByteBudget } from '../domain/byte-budget.js';
import {
  BodyUndecodableError,
  TrunklineError,
  UnauthenticatedError,
  UnavailableError,
} from '../domain/errors.js';
import type { WebhookRequest } from '../providers/contract/webhook.js';
import { answerLook, isLook } from './about-webhook.js';
import { noteRefusal } from './note-refusal.js';
import type { RefusalRecord } from './refusal-record.js';
import { isFromLoopback, keepHeaders, toWebhookRequest } from './webhook-request.js';
import type { WebhookAnswer, WebhookClaim, WebhookSink } from './webhook-sink.js';

/** The outcome of a request, for metrics. */
export type WebhookOutcome = 'accepted' | 'refused' | 'undecodable' | 'unavailable';

/** Options of `registerWebhookRoutes`. */
export interface WebhookRoutesOptions {
  readonly sinks: readonly WebhookSink[];
  readonly refusals: Pick<RefusalRecord, 'note'>;
  /** Base URL at which providers reach this server. */
  readonly publicUrl: () => string;
  readonly bodyLimitBytes: number;
  /** Longest wait for the database in total; then the response is 503. */
  readonly timeoutMs: number;
  /** Counts requests by provider and outcome. */
  readonly count: (provider: string, outcome: WebhookOutcome) => void;
}

/** Bodies that are being stored at once, in all and of one company; far more than a working database lets wait. */
const storingBytes = { total: 64 * 2 ** 20, ofCompany: 16 * 2 ** 20 };
/** What a webhook takes besides its body. */
const bytesOfRequest = 4_096;

/** Registers the routes of every sink. @param registerMore routes that parse their bodies in the same way */
export async function registerWebhookRoutes(
  app: FastifyInstance,
  options: WebhookRoutesOptions,
  registerMore: (scope: FastifyInstance) => void = () => {},
): Promise<void> {
  const { bodyLimitBytes, sinks } = options;
  const budget = createByteBudget(storingBytes.total, storingBytes.ofCompany);
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
      (_request, body, done) => done(null, body),
    );
    for (const sink of sinks) registerSink(scope, sink, { ...options, budget });
    registerMore(scope);
  });
}

type StoringOptions = WebhookRoutesOptions & { readonly budget: ByteBudget };

function registerSink(scope: FastifyInstance, sink: WebhookSink, options: StoringOptions): void {
  // A vendor retries a body that was rejected for its size, until it gives up: its messages would be lost.
  const bodyLimit = Math.max(options.bodyLimitBytes, sink.largestBodyBytes ?? 0);
  for (const { method, path } of sink.routes) {
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      handle(sink, path, options, request, reply);
    const onError = (request: FastifyRequest, _reply: FastifyReply, error: Error, done: () => void) => {
      if ('code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        const webhook = toWebhookRequest(path, options.publicUrl(), request);
        const claim = sink.claim(webhook, path);
        if (claim) noteRefusal(options.refusals, sink, request, webhook, claim, 'BODY_TOO_LARGE');
      }
      done();
    };
    // A path that accounts choose answers no GET, and one that the vendor itself requests is answered by its sink.
    const isOpenable =
      method === 'POST' &&
      !path.includes(':') &&
      !sink.routes.some(other => other.method === 'GET' && other.path === path);
    for (const url of sink.takesKeyInPath ? [path, `${path}/:secret`] : [path]) {
      scope.route({ method, url, bodyLimit, handler, onError });
      if (isOpenable) scope.get(url, (_request, reply) => answerLook(reply, sink.displayName));
    }
  }
}

async function handle(
  sink: WebhookSink,
  path: string,
  options: StoringOptions,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const webhook = toWebhookRequest(path, options.publicUrl(), request);
  const claim = sink.claim(webhook, path);
  if (claim === null) return reply.callNotFound();
  if (isLook(webhook, sink.proofHeaders)) return answerLook(reply, sink.displayName);
  try {
    const answer = await withinTime(options.timeoutMs, receive(sink, webhook, claim, options, request));
    options.count(claim.countedAs, 'accepted');
    if ('reply' in answer) return reply.code(200).type(answer.reply.contentType).send(answer.reply.body);
    return reply.code(200).send({ ok: true, events: answer.events });
  } catch (error) {
    const outcome = toOutcome(error);
    if (outcome !== null) options.count(claim.countedAs, outcome);
    // No event is lost: what the vendor asks permission for is posted again as an event afterwards.
    if (claim.errorIsVeto && outcome !== 'refused') return reply.code(200).send({});
    throw error;
  }
}

/** All steps up to the commit. */
async function receive(
  sink: WebhookSink,
  webhook: WebhookRequest,
  claim: WebhookClaim,
  { refusals, budget }: StoringOptions,
  request: FastifyRequest,
): Promise<WebhookAnswer> {
  const proven = await claim.prove(isFromLoopback(request));
  if (!proven) {
    noteRefusal(refusals, sink, request, webhook, claim, 'UNPROVEN');
    throw new UnauthenticatedError('The webhook credential is missing or wrong; copy the webhook URL again.');
  }
  const giveBack = budget.take(proven.account.tenantId, webhook.rawBody.length + bytesOfRequest);
  if (giveBack === null) throw new UnavailableError('Too many webhooks wait to be stored');
  try {
    return await proven.store(keepHeaders(request.headers, proven.keptHeaders));
  } catch (error) {
    if (error instanceof BodyUndecodableError) noteRefusal(refusals, sink, request, webhook, claim, proven);
    throw error;
  } finally {
    giveBack();
  }
}

/**
 * Settles like `work`, or rejects after the timeout. The work itself continues: what it stores later is found as a
 * repeat when the provider retries.
 */
async function withinTime<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new UnavailableError('The webhook could not be stored in time')),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** The metric outcome of an error; null for an unexpected one. */
function toOutcome(error: unknown): Exclude<WebhookOutcome, 'accepted'> | null {
  if (!(error instanceof TrunklineError)) return null;
  if (error.code === 'UNAUTHENTICATED') return 'refused';
  if (error.code === 'UNAVAILABLE' || error.code === 'RATE_LIMITED') return 'unavailable';
  return 'undecodable';
}

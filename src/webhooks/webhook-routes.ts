/**
 * The HTTP edge of the way in.
 *
 * Order of operations: raw bytes, account by credential, signature, parse, ingest; 2xx only after the commit. A
 * credential that is given and wrong is refused even where none would be needed. Refusals store nothing but a
 * count, and never say which part was wrong.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BodyUndecodableError, TrunklineError, UnauthenticatedError } from '../domain/errors.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import type { IngestResult } from '../domain/ingest-item.js';
import { readInlineMediaId } from '../domain/inline-media.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import type { Ingest } from '../ingest/ingest.js';
import { proofHeadersOf } from '../providers/contract/documentation.js';
import type { Provider } from '../providers/contract/provider.js';
import type {
  AccountHints,
  InlineBytes,
  ParsedWebhook,
  WebhookRequest,
} from '../providers/contract/webhook.js';
import { answerLook, isLook } from './about-webhook.js';
import { keepHeaders } from './kept-headers.js';
import { noteRefusal } from './note-refusal.js';
import { type Claim, type ProveAccountOptions, proveAccount } from './prove-account.js';
import { toPublicUrl } from './public-url.js';
import type { RefusalRecord } from './refusal-record.js';
import { withinTime } from './within-time.js';

/** What the routes need. */
export interface WebhookRoutesOptions extends ProveAccountOptions {
  readonly ingest: Ingest;
  readonly refusals: Pick<RefusalRecord, 'note'>;
  /** Keeps bytes that came inside the request; committed when it resolves. */
  readonly keepInline: (bytes: readonly KeptBytes[]) => Promise<void>;
  /** Base URL at which providers reach this server. */
  readonly publicUrl: () => string;
  readonly bodyLimitBytes: number;
  /** Longest wait for the database, however many steps it takes; then the answer is 503. */
  readonly timeoutMs: number;
  /** Counts requests by provider and outcome. */
  readonly count: (provider: string, outcome: 'accepted' | 'refused' | 'undecodable' | 'unavailable') => void;
}

/** Bytes of a file that came inside a request, with the event that they belong to. */
export interface KeptBytes extends InlineBytes {
  readonly tenantId: string;
  readonly ledgerId: string;
}

/** Registers one route a provider. */
export async function registerWebhookRoutes(
  app: FastifyInstance,
  options: WebhookRoutesOptions,
): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: options.bodyLimitBytes },
      (_request, body, done) => done(null, body),
    );
    for (const provider of options.providers) {
      // A vendor repeats what is refused for its size, until it gives up: the messages in it would be lost.
      const bodyLimit = Math.max(options.bodyLimitBytes, provider.largestBodyBytes ?? 0);
      for (const { method, path } of provider.routes) {
        const handler = (request: FastifyRequest, reply: FastifyReply) =>
          handle(provider, path, options, request, reply);
        const onError = (request: FastifyRequest, _reply: FastifyReply, error: Error, done: () => void) => {
          if ('code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
            const webhook = toWebhookRequest(path, options.publicUrl(), request);
            noteRefusal(provider, webhook, 'BODY_TOO_LARGE', request, options);
          }
          done();
        };
        for (const url of [path, `${path}/:secret`]) {
          scope.route({ method, url, bodyLimit, handler, onError });
          // Paths that accounts choose are not there for who merely looks.
          const isOwnPath =
            path.includes(':') ||
            provider.routes.some(other => other.method === 'GET' && other.path === path);
          if (method === 'POST' && !isOwnPath)
            scope.get(url, (_request, reply) => answerLook(reply, provider.displayName));
        }
      }
    }
  });
}

async function handle(
  route: Provider,
  path: string,
  options: WebhookRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const webhook = toWebhookRequest(path, options.publicUrl(), request);
  const hints = route.identify(webhook);
  if (path.includes(':') && !saysWhose(hints)) return reply.callNotFound();
  if (isLook(webhook, proofHeadersOf(route.documentation))) return answerLook(reply, route.displayName);
  const count = (outcome: Parameters<typeof options.count>[1]) =>
    options.count(hints.kind ?? route.kind, outcome);
  try {
    const { parsed, results } = await withinTime(
      options.timeoutMs,
      receive(route, { webhook, hints, isFromLoopback: isFromLoopback(request) }, options, request),
    );
    count('accepted');
    if (parsed.reply) return reply.code(200).type(parsed.reply.contentType).send(parsed.reply.body);
    return reply.code(200).send({ ok: true, events: results.map(toAnswer) });
  } catch (error) {
    const code = error instanceof TrunklineError ? error.code : null;
    if (code === 'UNAUTHENTICATED') count('refused');
    else if (code === 'UNAVAILABLE' || code === 'RATE_LIMITED') count('unavailable');
    else if (code !== null) count('undecodable');
    // Nothing is lost: what the vendor asked leave for comes again as what happened.
    if (hints.errorIsVeto && code !== 'UNAUTHENTICATED') return reply.code(200).send({});
    throw error;
  }
}

/** Under a path that accounts choose there is nothing for a request that is none of the vendor's. */
function saysWhose({ kind, accountExternalIds, channelExternalIds }: AccountHints): boolean {
  return kind !== undefined || accountExternalIds.length > 0 || channelExternalIds.length > 0;
}

/** Everything up to the commit. */
async function receive(
  route: Provider,
  claim: Claim,
  options: WebhookRoutesOptions,
  request: FastifyRequest,
): Promise<{ readonly parsed: ParsedWebhook; readonly results: readonly IngestResult[] }> {
  const proven = await proveAccount(route, claim, options);
  if (!proven) {
    noteRefusal(route, claim.webhook, 'UNPROVEN', request, options);
    throw new UnauthenticatedError('The webhook credential is missing or wrong; copy the webhook URL again.');
  }
  const { account, provider } = proven;
  const { receivedAt } = claim.webhook;
  let parsed: ParsedWebhook;
  try {
    parsed = provider.parse(claim.webhook);
  } catch (error) {
    if (error instanceof BodyUndecodableError)
      noteRefusal(provider, claim.webhook, { account }, request, options);
    throw error;
  }
  const headers = keepHeaders(request.headers, provider.keptHeaders);
  const ledgerIds = parsed.events.map(() => uuidV7());
  // Before the events that name them: what is acknowledged is in the database, its files included.
  if (parsed.inlineMedia) {
    const tenantId = account.tenantId;
    await options.keepInline(
      parsed.events.flatMap((event, n) =>
        inlineOf(event, parsed, { tenantId, ledgerId: ledgerIds[n] ?? '' }),
      ),
    );
  }
  const results = await Promise.all(
    parsed.events.map((event, itemIndex) =>
      options.ingest.accept({
        ledgerId: ledgerIds[itemIndex] ?? uuidV7(),
        account,
        source: parsed.source ?? provider.source,
        receivedAt,
        headers,
        keptBody: parsed.keptBodies?.[itemIndex] ?? parsed.keptBody,
        itemIndex: parsed.keptBodies ? 0 : itemIndex,
        event,
        channelIdOverride: null,
      }),
    ),
  );
  return { parsed, results };
}

/** The bytes that an event names. */
function inlineOf(
  event: InboundEvent,
  { inlineMedia = [] }: ParsedWebhook,
  owner: Pick<KeptBytes, 'tenantId' | 'ledgerId'>,
): KeptBytes[] {
  if (event.type !== 'message' && event.type !== 'echo') return [];
  const digests = new Set(event.attachments.map(file => readInlineMediaId(file.mediaId ?? null)));
  return inlineMedia.filter(({ digest }) => digests.has(digest)).map(bytes => ({ ...bytes, ...owner }));
}

/** Headers by which a proxy or a tunnel gives itself away. */
const proxyHeader = /^(?:x-forwarded-.*|forwarded|via|x-real-ip|x-client-ip|cf-connecting-ip|ngrok-.*)$/;

/**
 * A proxy in front makes everything look local, so a request that was forwarded, or that comes from a configured proxy,
 * never counts as local.
 */
export function isFromLoopback(request: FastifyRequest): boolean {
  if (request.isProxied) return false;
  if (Object.keys(request.headers).some(name => proxyHeader.test(name))) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function toWebhookRequest(path: string, publicUrl: string, request: FastifyRequest): WebhookRequest {
  const parameters = request.params as Readonly<Record<string, string>>;
  return {
    method: request.method,
    path: path.replaceAll(/:(\w+)/g, (_, name: string) => parameters[name] ?? ''),
    // A slash at the end of the path is no empty secret.
    pathSecret: parameters.secret || null,
    publicUrl: toPublicUrl(publicUrl, request),
    query: toStrings(request.query as Record<string, unknown>),
    headers: toStrings(request.headers),
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    receivedAt: new Date(),
  };
}

/** A parameter that is repeated becomes empty: it is no credential, and no absence of one either. */
export function toStrings(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') strings[name] = value;
    else if (Array.isArray(value)) strings[name] = '';
  }
  return strings;
}

/** What a provider, or a person with curl, learns of its events. */
function toAnswer({ ledgerId, status, reason, messageId }: IngestResult) {
  return {
    id: ledgerId,
    status,
    ...(messageId === null ? {} : { messageId }),
    ...(reason === null || status === WebhookEventStatus.FAILED ? {} : { reason }),
  };
}

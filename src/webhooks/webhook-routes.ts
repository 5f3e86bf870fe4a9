/**
 * The HTTP edge of the way in.
 *
 * Order of operations: raw bytes, account by credential, signature, parse, ingest; 2xx only after the commit. A
 * credential that is given and wrong is refused even where none would be needed. Refusals store nothing but a
 * count, and never say which part was wrong.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TrunklineError, UnauthenticatedError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import type { AccountDirectory, AccountEntry } from '../ingest/account-directory.js';
import type { Ingest } from '../ingest/ingest.js';
import type { IngestResult } from '../ingest/ingest-item.js';
import type { ParsedWebhook, Provider, ProviderCredentials, WebhookRequest } from '../providers/provider.js';
import { keepHeaders } from './kept-headers.js';
import { withinTime } from './within-time.js';

/** What the routes need. */
export interface WebhookRoutesOptions {
  readonly providers: readonly Provider[];
  readonly directory: AccountDirectory;
  readonly ingest: Ingest;
  readonly openCredentials: (account: AccountEntry) => ProviderCredentials;
  /** Base URL at which providers reach this server. */
  readonly publicUrl: () => string;
  readonly bodyLimitBytes: number;
  /** Longest wait for the database, however many steps it takes; then the answer is 503. */
  readonly timeoutMs: number;
  /** Counts requests by provider and outcome. */
  readonly count: (provider: string, outcome: 'accepted' | 'refused' | 'undecodable' | 'unavailable') => void;
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
      for (const { method, path } of provider.routes) {
        const handler = (request: FastifyRequest, reply: FastifyReply) =>
          handle(provider, path, options, request, reply);
        for (const url of [path, `${path}/:secret`]) {
          scope.route({ method, url, bodyLimit: options.bodyLimitBytes, handler });
        }
      }
    }
  });
}

async function handle(
  provider: Provider,
  path: string,
  options: WebhookRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { count } = options;
  try {
    const { parsed, results } = await withinTime(
      options.timeoutMs,
      receive(provider, path, options, request),
    );
    count(provider.kind, 'accepted');
    if (parsed.reply) return reply.code(200).type(parsed.reply.contentType).send(parsed.reply.body);
    return reply.code(200).send({ ok: true, events: results.map(toAnswer) });
  } catch (error) {
    if (error instanceof TrunklineError && error.code === 'UNAVAILABLE') count(provider.kind, 'unavailable');
    else if (error instanceof TrunklineError && error.code !== 'UNAUTHENTICATED')
      count(provider.kind, 'undecodable');
    throw error;
  }
}

/** Everything up to the commit. */
async function receive(
  provider: Provider,
  path: string,
  options: WebhookRoutesOptions,
  request: FastifyRequest,
): Promise<{ readonly parsed: ParsedWebhook; readonly results: readonly IngestResult[] }> {
  const webhook = toWebhookRequest(path, options.publicUrl(), request);
  const account = await findAccount(provider, options, webhook, request);
  if (!account) {
    options.count(provider.kind, 'refused');
    throw new UnauthenticatedError('The webhook credential is missing or wrong; copy the webhook URL again.');
  }
  const parsed = provider.parse(webhook);
  const headers = keepHeaders(request.headers);
  const results = await Promise.all(
    parsed.events.map((event, itemIndex) =>
      options.ingest.accept({
        ledgerId: uuidV7(),
        account,
        source: parsed.source ?? provider.source,
        receivedAt: webhook.receivedAt,
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

/**
 * The account that the request's credentials prove. A key in the URL alone decides; without one, the accounts that
 * the body names are tried. A request that gives no credential at all may only come from loopback, to a demo account.
 */
async function findAccount(
  provider: Provider,
  { directory, openCredentials }: WebhookRoutesOptions,
  webhook: WebhookRequest,
  request: FastifyRequest,
): Promise<AccountEntry | null> {
  const { key, channelExternalIds, accountExternalIds } = provider.identify(webhook);
  if (key !== null) {
    const account = await directory.findByWebhookKey(provider.kind, key);
    return account && provider.verify(webhook, openCredentials(account), true) === 'accepted'
      ? account
      : null;
  }
  const named = await directory.findNamed(provider.kind, channelExternalIds, accountExternalIds);
  const demo = isFromLoopback(request) ? await directory.findAcceptingBareLoopback(provider.kind) : null;
  let bare: AccountEntry | null = null;
  for (const account of demo ? [...named, demo] : named) {
    const verification = provider.verify(webhook, openCredentials(account), false);
    if (verification === 'accepted') return account;
    if (verification === 'refused' && account === demo) return null;
    if (verification === 'bare' && demo && account.acceptsBareLoopback) bare ??= account;
  }
  return bare;
}

/** Headers by which a proxy or a tunnel gives itself away. */
const proxyHeader = /^(?:x-forwarded-.*|forwarded|via|x-real-ip|x-client-ip|cf-connecting-ip|ngrok-.*)$/;

/** A proxy in front makes everything look local, so a forwarded request never counts as local. */
export function isFromLoopback(request: FastifyRequest): boolean {
  if (Object.keys(request.headers).some(name => proxyHeader.test(name))) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function toWebhookRequest(path: string, publicUrl: string, request: FastifyRequest): WebhookRequest {
  const { secret } = request.params as { readonly secret?: string };
  return {
    method: request.method,
    path,
    // A slash at the end of the path is no empty secret.
    pathSecret: secret || null,
    publicUrl: `${publicUrl}${request.url}`,
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

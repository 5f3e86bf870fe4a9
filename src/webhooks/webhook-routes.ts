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
import type { Provider, ProviderCredentials, WebhookRequest } from '../providers/provider.js';
import { keepHeaders } from './kept-headers.js';

/** What the routes need. */
export interface WebhookRoutesOptions {
  readonly providers: readonly Provider[];
  readonly directory: AccountDirectory;
  readonly ingest: Ingest;
  readonly openCredentials: (account: AccountEntry) => ProviderCredentials;
  readonly bodyLimitBytes: number;
  /** Counts requests by provider and outcome. */
  readonly count: (provider: string, outcome: 'accepted' | 'refused' | 'undecodable' | 'unavailable') => void;
}

/** Registers one route a provider. */
export async function registerWebhookRoutes(app: FastifyInstance, options: WebhookRoutesOptions): Promise<void> {
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: options.bodyLimitBytes }, (_request, body, done) =>
      done(null, body),
    );
    for (const provider of options.providers) {
      const handler = (request: FastifyRequest, reply: FastifyReply) => handle(provider, options, request, reply);
      for (const url of [provider.webhookPath, `${provider.webhookPath}/:secret`]) {
        scope.route({ method: ['POST', 'GET'], url, bodyLimit: options.bodyLimitBytes, handler });
      }
    }
  });
}

async function handle(provider: Provider, options: WebhookRoutesOptions, request: FastifyRequest, reply: FastifyReply) {
  const { count } = options;
  try {
    const webhook = toWebhookRequest(provider, request);
    const account = await findAccount(provider, options.directory, request);
    if (!account || !provider.verify(webhook, options.openCredentials(account)).ok) {
      count(provider.kind, 'refused');
      throw new UnauthenticatedError('The webhook credential is missing or wrong; copy the webhook URL again.');
    }
    const { events, keptBody } = provider.parse(webhook);
    const headers = keepHeaders(request.headers);
    const results = await Promise.all(
      events.map((event, itemIndex) =>
        options.ingest.accept({
          ledgerId: uuidV7(),
          account,
          source: provider.source,
          receivedAt: webhook.receivedAt,
          headers,
          keptBody,
          itemIndex,
          event,
          channelIdOverride: null,
        }),
      ),
    );
    count(provider.kind, 'accepted');
    return reply.code(200).send({ ok: true, events: results.map(toAnswer) });
  } catch (error) {
    if (error instanceof TrunklineError && error.code === 'UNAVAILABLE') count(provider.kind, 'unavailable');
    else if (error instanceof TrunklineError && error.code !== 'UNAUTHENTICATED') count(provider.kind, 'undecodable');
    throw error;
  }
}

/** The credential that the request gives decides; only a request that gives none may come bare, from loopback. */
async function findAccount(
  provider: Provider,
  directory: AccountDirectory,
  request: FastifyRequest,
): Promise<AccountEntry | null> {
  const key = givenKey(request);
  if (key !== null) return directory.findByWebhookKey(provider.kind, key);
  return isFromLoopback(request) ? directory.findAcceptingBareLoopback(provider.kind) : null;
}

const keyParameters = ['key', 'webhook_secret', 'secret', 'token'] as const;

function givenKey(request: FastifyRequest): string | null {
  const query = request.query as Record<string, unknown>;
  for (const name of keyParameters) {
    const value = query[name];
    if (typeof value === 'string') return value;
    // A repeated parameter is no credential, and no absence of one either.
    if (value !== undefined) return '';
  }
  const { secret } = request.params as { readonly secret?: string };
  return secret ?? null;
}

/** A proxy in front makes everything look local, so a forwarded request never counts as local. */
function isFromLoopback(request: FastifyRequest): boolean {
  if (request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function toWebhookRequest(provider: Provider, request: FastifyRequest): WebhookRequest {
  return {
    method: request.method,
    path: provider.webhookPath,
    query: toStrings(request.query as Record<string, unknown>),
    headers: toStrings(request.headers),
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    receivedAt: new Date(),
  };
}

function toStrings(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') strings[name] = first;
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

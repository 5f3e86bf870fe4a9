/** Reads a webhook from an HTTP request: its parts, the headers that the ledger keeps, and whether it is local. */
import type { FastifyRequest } from 'fastify';
import type { WebhookRequest } from '../providers/contract/webhook.js';

/** Reads a request that matched the route with this path. @param publicUrl base URL at which vendors reach this server */
export function toWebhookRequest(path: string, publicUrl: string, request: FastifyRequest): WebhookRequest {
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

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * The URL as its sender called it, which some vendors sign: rebuilt from the configured base, never from the request.
 * One exception: where the base is this machine itself, every name of it (localhost, 127.0.0.1) is equivalent.
 */
function toPublicUrl(base: string, { headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): string {
  const { host = '' } = headers;
  const isLocal = loopbackHost.test(URL.parse(base)?.host ?? '') && loopbackHost.test(host);
  return `${isLocal ? `http://${host}` : base}${url}`;
}

/** A parameter that is repeated becomes empty: it is no credential, and no absence of one either. */
function toStrings(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') strings[name] = value;
    else if (Array.isArray(value)) strings[name] = '';
  }
  return strings;
}

/** Headers that help to understand a delivery; none of them can hold a secret. */
const keptNames = ['content-type', 'user-agent', 'x-request-id'] as const;
const maxValueLength = 200;

/** The headers that the ledger keeps. @param ofVendor those of the provider, in lower case */
export function keepHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  ofVendor: readonly string[] = [],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of [...keptNames, ...ofVendor]) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value.slice(0, maxValueLength).replaceAll('\u0000', '');
  }
  return kept;
}

/** Headers that proxies and tunnels add. */
const proxyHeader = /^(?:x-forwarded-.*|forwarded|via|x-real-ip|x-client-ip|cf-connecting-ip|ngrok-.*)$/;

/**
 * True when a request comes from this machine. Behind a proxy everything looks local, so a request that was forwarded,
 * or that comes from a configured proxy, never counts as local.
 */
export function isFromLoopback(request: FastifyRequest): boolean {
  if (request.isProxied) return false;
  if (Object.keys(request.headers).some(name => proxyHeader.test(name))) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

/** Converts an HTTP request to a webhook request: its parts, the headers that the ledger stores, the loopback check. */
import type { FastifyRequest } from 'fastify';
import type { WebhookRequest } from '../providers/contract/webhook.js';

/** Converts a request that matched the route with this path. @param publicUrl base URL at which vendors reach us */
export function toWebhookRequest(path: string, publicUrl: string, request: FastifyRequest): WebhookRequest {
  const parameters = request.params as Readonly<Record<string, string>>;
  return {
    method: request.method,
    path: path.replaceAll(/:(\w+)/g, (_, name: string) => parameters[name] ?? ''),
    // A trailing slash of the path is no empty secret.
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
 * The URL as its sender called it; some vendors sign it. Rebuilt from the configured base, never from the request.
 * One exception: if the base is this machine, every name of this machine (localhost, 127.0.0.1) is accepted.
 */
function toPublicUrl(base: string, { headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): string {
  const { host = '' } = headers;
  const isLocal = loopbackHost.test(URL.parse(base)?.host ?? '') && loopbackHost.test(host);
  return `${isLocal ? `http://${host}` : base}${url}`;
}

/** A repeated parameter becomes empty: it counts neither as a credential nor as absent. */
function toStrings(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') strings[name] = value;
    else if (Array.isArray(value)) strings[name] = '';
  }
  return strings;
}

/** Request headers that are useful for diagnosis; none of them can hold a secret. */
const keptNames = ['content-type', 'user-agent', 'x-request-id'] as const;
const maxValueLength = 200;

/** The headers that the ledger stores. @param ofVendor the provider's own, in lower case */
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
 * True if a request comes from loopback. Behind a proxy every request looks local, so a forwarded request, or one that
 * comes from a configured proxy, never counts as local.
 */
export function isFromLoopback(request: FastifyRequest): boolean {
  if (request.isProxied) return false;
  if (Object.keys(request.headers).some(name => proxyHeader.test(name))) return false;
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

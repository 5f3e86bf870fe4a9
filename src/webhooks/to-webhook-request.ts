/** Converts an HTTP request to the form that sinks read. */
import type { FastifyRequest } from 'fastify';
import type { WebhookRequest } from '../providers/contract/webhook.js';
import { toPublicUrl } from './public-url.js';

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

/** A repeated parameter becomes empty: it counts neither as a credential nor as absent. */
function toStrings(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') strings[name] = value;
    else if (Array.isArray(value)) strings[name] = '';
  }
  return strings;
}

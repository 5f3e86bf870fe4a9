/** The URL of a request as its sender called it; some vendors sign it. */
import type { FastifyRequest } from 'fastify';

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Rebuilds the URL from the configured base, never from the request's own headers. One exception: if the base is this
 * machine, every name of this machine (localhost, 127.0.0.1) is accepted.
 */
export function toPublicUrl(base: string, { headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): string {
  const { host = '' } = headers;
  const isLocal = loopbackHost.test(URL.parse(base)?.host ?? '') && loopbackHost.test(host);
  return `${isLocal ? `http://${host}` : base}${url}`;
}

import type { FastifyRequest } from 'fastify';

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

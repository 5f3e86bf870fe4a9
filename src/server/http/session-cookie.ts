/** The cookie with the refresh token of a browser. */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** With this prefix browsers refuse the cookie without `Secure`, and from another host or path. */
const secureName = '__Host-trunkline';
/** Browsers other than Chromium store no `Secure` cookie of an address without TLS, such as the demo's. */
const plainName = 'trunkline';
const loopbackHosts = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const secondsPerDay = 86_400;

/** The cookie of a request; null without one. */
export function readSessionCookie(request: FastifyRequest): string | null {
  return parseCookie(request.headers.cookie ?? '')[nameFor(request)] ?? null;
}

/** Sets the cookie for the life of the refresh token. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  refreshToken: string,
  days: number,
): void {
  reply.header('set-cookie', toHeader(request, refreshToken, days * secondsPerDay));
}

/** Removes the cookie. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('set-cookie', toHeader(request, '', 0));
}

function toHeader(request: FastifyRequest, value: string, maxAge: number): string {
  const name = nameFor(request);
  return stringifySetCookie({
    ...{ name, value, maxAge, path: '/', httpOnly: true, sameSite: 'strict', secure: name === secureName },
  });
}

/** Only a browser on this machine, without a proxy, gets a cookie without `Secure`. */
function nameFor(request: FastifyRequest): string {
  const isPlain =
    loopbackHosts.test(request.headers.host ?? '') && !request.isProxied && request.protocol === 'http';
  return isPlain ? plainName : secureName;
}

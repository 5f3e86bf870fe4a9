/** Decides which origins may use the API from a browser: those in CORS_ORIGINS, and the server's own. */
import type { IncomingMessage } from 'node:http';
import { parseOriginList } from '../../domain/origin-list.js';

/** Options of `createAllowedOrigins`. */
export interface AllowedOriginsOptions {
  /** The text of CORS_ORIGINS. */
  readonly list: string | undefined;
  /** Base URL at which browsers reach this server. */
  readonly publicUrl: () => string;
}

/** The allowed origins. */
export interface AllowedOrigins {
  /** True if CORS_ORIGINS lists the origin. */
  isListed(origin: string | undefined): boolean;
  /** True if the request is from a page of this server: of its public URL, or of the host in the request. */
  isOwnPage(request: Pick<IncomingMessage, 'headers'>): boolean;
  /**
   * True if the request may open a WebSocket: browsers open one to any server, so the server itself has to check the
   * page. Allowed are pages of the list, pages of this server (of its public URL, or of the host in the request), and
   * programs that send no `Origin`.
   */
  mayOpenSocket(request: Pick<IncomingMessage, 'headers'>): boolean;
}

/** Creates the check. */
export function createAllowedOrigins({ list, publicUrl }: AllowedOriginsOptions): AllowedOrigins {
  const entries = parseOriginList(list ?? '');
  const exact = new Set(entries.filter(entry => !entry.includes('*')));
  const patterns = entries.filter(entry => entry.includes('*')).map(toMatcher);
  const isListed = (origin: string | undefined): boolean =>
    origin !== undefined && (exact.has(origin) || patterns.some(matches => matches(origin)));
  // The scheme of a request is not known behind a proxy that ends TLS, so the origin's own is taken.
  const isOwn = (origin: string, host: string | undefined): boolean => {
    const [scheme] = /^https?:\/\//.exec(origin) ?? [];
    if (scheme === undefined) return false;
    return [publicUrl(), `${scheme}${host ?? ''}`].some(own => URL.parse(own)?.origin === origin);
  };
  return {
    isListed,
    isOwnPage: ({ headers: { origin, host } }) => origin !== undefined && isOwn(origin, host),
    mayOpenSocket: ({ headers: { origin, host } }) =>
      origin === undefined || isListed(origin) || isOwn(origin, host),
  };
}

/** `*` stands for exactly one label. */
function toMatcher(pattern: string): (origin: string) => boolean {
  const [head = '', tail = ''] = pattern.split('*');
  return origin =>
    origin.startsWith(head) &&
    origin.endsWith(tail) &&
    /^[a-z0-9_-]+$/.test(origin.slice(head.length, origin.length - tail.length));
}

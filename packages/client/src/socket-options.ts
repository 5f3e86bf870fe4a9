import type { TokenKeeper } from './session/token-keeper.js';

/** Options for `createClient` of graphql-ws. */
export interface SocketOptions {
  readonly url: string;
  readonly connectionParams: () => Promise<Record<string, unknown>>;
  readonly keepAlive: number;
  readonly retryAttempts: 0;
  readonly on: { readonly closed: (event: unknown) => void };
}

/** A connection that died silently is detected within this time. */
const keepAliveMs = 10_000;
/** The server ended the session of the socket: the token has expired, or was revoked. */
const forbiddenCode = 4403;

/**
 * Options of a graphql-ws client whose socket signs in with the keeper's token, each time it connects. Reconnecting is
 * left to `subscribeWithResume`.
 *
 * @param url address of the server, such as `https://trunkline.example`; in a page of the server itself, ''
 */
export function socketOptions(url: string, keeper: TokenKeeper): SocketOptions {
  let sent: string | null = null;
  return {
    url: toSocketUrl(url),
    connectionParams: async () => {
      sent = await keeper.accessToken();
      return sent === null ? {} : { authorization: `Bearer ${sent}` };
    },
    keepAlive: keepAliveMs,
    retryAttempts: 0,
    on: {
      closed: event => {
        if (sent !== null && (event as { code?: unknown }).code === forbiddenCode) keeper.reject(sent);
      },
    },
  };
}

function toSocketUrl(url: string): string {
  const { location } = globalThis as { location?: { href: string } };
  const absolute = new URL(`${url.replace(/\/+$/, '')}/graphql`, location?.href);
  return absolute.href.replace(/^http/, 'ws');
}

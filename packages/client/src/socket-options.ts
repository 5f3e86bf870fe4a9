import type { TokenKeeper } from './session/token-keeper.js';

/** Options for `createClient` of graphql-ws. */
export interface SocketOptions {
  readonly url: string;
  readonly connectionParams: () => Promise<Record<string, unknown>>;
  readonly keepAlive: number;
  readonly connectionAckWaitTimeout: number;
  readonly retryAttempts: 0;
  readonly generateID: () => string;
  readonly on: SocketListeners;
}

/** Listeners of the options. Who adds own ones for the same events calls these too. */
export interface SocketListeners {
  readonly opened: (socket: unknown) => void;
  readonly ping: (isReceived: boolean) => void;
  readonly pong: (isReceived: boolean) => void;
  readonly closed: (event: unknown) => void;
}

/** The part of a WebSocket that is in use. */
interface Socket {
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null;
  onerror: (() => void) | null;
  close(code: number, reason: string): void;
}

/** Time between two questions whether the server is there, and the longest time to wait for an answer. */
const keepAliveMs = 10_000;
/** The server ended the session of the socket: the token has expired, or was revoked. */
const forbiddenCode = 4403;
/** The code of graphql-ws for a connection that is left without its end. */
const terminatedCode = 4499;

/**
 * Options of a graphql-ws client whose socket signs in with the keeper's token, each time it connects, and is left when
 * the server does not answer a ping. Reconnecting is left to `subscribeWithResume`.
 *
 * @param url address of the server, such as `https://trunkline.example`; in a page of the server itself, ''
 * @param keepAlive milliseconds between two pings, and for the answer to one; 10,000 when absent
 */
export function socketOptions(url: string, keeper: TokenKeeper, keepAlive = keepAliveMs): SocketOptions {
  let sent: string | null = null;
  let lastId = 0;
  let socket: Socket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    url: toSocketUrl(url),
    connectionParams: async () => {
      sent = await keeper.accessToken();
      return sent === null ? {} : { authorization: `Bearer ${sent}` };
    },
    ...{ keepAlive, connectionAckWaitTimeout: keepAlive },
    retryAttempts: 0,
    // Of one client; two operations of one id would end the connection.
    generateID: () => {
      lastId += 1;
      return String(lastId);
    },
    on: {
      opened: opened => {
        socket = opened as Socket;
      },
      ping: isReceived => {
        if (isReceived) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (socket !== null) leave(socket);
        }, keepAlive);
      },
      pong: isReceived => {
        if (isReceived) clearTimeout(timer);
      },
      closed: event => {
        clearTimeout(timer);
        socket = null;
        if (sent !== null && (event as { code?: unknown }).code === forbiddenCode) keeper.reject(sent);
      },
    },
  };
}

/** Ends a connection at once: over a dead one, the answer to a close would be waited for. */
function leave(socket: Socket): void {
  const { onclose } = socket;
  socket.onclose = null;
  // A late error of this socket says nothing about the next one.
  socket.onerror = () => {};
  const end = { code: terminatedCode, reason: 'The server did not answer a ping.' };
  socket.close(end.code, end.reason);
  onclose?.({ ...end, wasClean: false });
}

function toSocketUrl(url: string): string {
  const { location } = globalThis as { location?: { href: string } };
  const absolute = new URL(`${url.replace(/\/+$/, '')}/graphql`, location?.href);
  return absolute.href.replace(/^http/, 'ws');
}

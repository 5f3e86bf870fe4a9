/** State of a socket, and the rules that close one: idle, flooding, backlog, expired session. */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { SessionClient } from '../../accounts/session-client.js';
import type { Viewer } from '../../accounts/viewer.js';
import { concerns } from './concerns.js';

/** One socket. */
export interface Connection {
  readonly id: string;
  readonly socket: WebSocket;
  /** The device of the upgrade request. */
  readonly client: SessionClient;
  /** Null until `connection_init` was accepted. */
  viewer: Viewer | null;
  operations: number;
  isAlive: boolean;
  /** Frames and bytes since the last heartbeat. */
  messages: number;
  bytes: number;
}

/** Close codes in addition to the protocol's own. */
export const closeCodes = {
  goingAway: 1001,
  policy: 1008,
  tryAgainLater: 1013,
  forbidden: 4403,
  badRequest: 4400,
} as const;

/** Ping interval; a socket without a pong until the next ping is terminated. */
const heartbeatMs = 15_000;
const sessionCheckMs = 5_000;
const maxMessagesPerHeartbeat = 1_500;
/** Parsing a message costs by its length: a peer with a steady flow of large ones would delay the others. */
const maxBytesPerHeartbeat = 2 * 1024 * 1024;
/** A socket with this much unread data is lost: even pongs would accumulate in memory. */
const maxUnreadBytes = 4 * 1024 * 1024;

/** Creates the state of a new socket. */
export function createConnection(socket: WebSocket, client: SessionClient): Connection {
  return {
    id: randomUUID(),
    socket,
    client,
    viewer: null,
    operations: 0,
    isAlive: true,
    messages: 0,
    bytes: 0,
  };
}

/** Returns false and closes the socket when its peer sends too much or does not read. */
export function countFrame(connection: Connection, bytes: number): boolean {
  const { socket } = connection;
  connection.messages += 1;
  connection.bytes += bytes;
  const excess = Math.max(
    connection.messages / maxMessagesPerHeartbeat,
    connection.bytes / maxBytesPerHeartbeat,
    socket.bufferedAmount / maxUnreadBytes,
  );
  if (excess <= 1) return true;
  // A peer that continues regardless, or reads nothing, will not read the close code either.
  if (excess > 2 || socket.bufferedAmount > maxUnreadBytes) socket.terminate();
  else socket.close(closeCodes.policy, 'Too many messages');
  return false;
}

/** Options of `watchConnections`. */
export interface Watch {
  readonly connections: ReadonlySet<Connection>;
  readonly isCurrent: (viewer: Viewer) => Promise<boolean>;
  readonly log: (message: string) => void;
}

/** The running checks. */
export interface ConnectionWatch {
  /** Checks the sockets of a user or a company now; null checks all. */
  checkSessions(id: string | null): void;
  stop(): void;
}

/** Checks all sockets periodically, and those of a user when asked to. */
export function watchConnections({ connections, isCurrent, log }: Watch): ConnectionWatch {
  const heartbeat = setInterval(() => {
    for (const connection of connections) {
      const { socket } = connection;
      if (!connection.isAlive || socket.bufferedAmount > maxUnreadBytes) {
        socket.terminate();
        continue;
      }
      connection.isAlive = false;
      connection.messages = 0;
      connection.bytes = 0;
      socket.ping();
    }
  }, heartbeatMs);

  const check = async (id: string | null): Promise<void> => {
    for (const { socket, viewer } of [...connections]) {
      if (!viewer || !concerns(id, viewer) || socket.readyState !== WebSocket.OPEN) continue;
      if (viewer.expiresAt.getTime() <= Date.now()) {
        socket.close(closeCodes.forbidden, 'The access token has ended');
      } else if (!(await isCurrent(viewer))) socket.close(closeCodes.forbidden, 'The session was revoked');
    }
  };
  const checkSessions = (id: string | null): void => {
    check(id).catch(error => log(`session check: ${error instanceof Error ? error.message : String(error)}`));
  };
  const sessionTimer = setInterval(() => checkSessions(null), sessionCheckMs);

  return {
    checkSessions,
    stop: () => {
      clearInterval(heartbeat);
      clearInterval(sessionTimer);
    },
  };
}

/**
 * GraphQL over WebSocket: sockets and their limits. A peer that is silent, floods with pings, or does not read its data is
 * disconnected. What the messages do is in `socket-protocol.ts`.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols } from 'graphql-ws';
import WebSocket, { WebSocketServer } from 'ws';
import { toUserAgent } from '../../accounts/session-client.js';
import { UnavailableError } from '../../domain/errors.js';
import { spreadOver } from '../spread-over.js';
import { Connection, closeCodes } from './connection.js';
import type { RoundQueue } from './round-queue.js';
import { createSocketProtocol, type SocketProtocolOptions } from './socket-protocol.js';
import { WatchedConnections, type WatchOptions } from './watched-connections.js';

/** Options of `createWebSocketServer`. */
export interface WebSocketOptions extends SocketProtocolOptions, WatchOptions {
  readonly clientAddressOf: (request: IncomingMessage) => string;
  /** Queue of socket messages; shared with the upgrade requests. */
  readonly queue: RoundQueue;
}

/** The WebSocket transport of the server. */
export interface WebSocketSide {
  /** Performs an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly socketCount: number;
  /** Bytes of all sockets that their peers have not read yet. */
  queuedBytes(): number;
  /** Closes the sockets of a user or a company whose sessions ended or whose rights changed; null checks all. */
  checkSessions(id: string | null): void;
  /** Closes the currently open sockets with 1001, spread over `durationMs`; new ones are still accepted. */
  drain(durationMs: number): Promise<void>;
  /** Closes every socket with 1001 and waits until all are closed, at most `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}

const maxMessageBytes = 64 * 1024;

/** A WebSocket that knows its connection, so that all sockets share their listeners. */
class ServerSocket extends WebSocket {
  connection: Connection | null = null;
}

const connectionOf = (socket: WebSocket): Connection | null =>
  socket instanceof ServerSocket ? socket.connection : null;

/** Creates the WebSocket transport. */
export function createWebSocketServer(options: WebSocketOptions): WebSocketSide {
  const { queue, log } = options;
  const server = new WebSocketServer({
    noServer: true,
    WebSocket: ServerSocket,
    // Counted here; the list of ws would be a second one.
    clientTracking: false,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: protocols => handleProtocols(protocols),
  });
  const connections = new WatchedConnections(options);
  const protocol = createSocketProtocol(options);

  const take = async (connection: Connection, data: WebSocket.RawData): Promise<void> => {
    try {
      await protocol.take(connection, String(data));
    } catch (error) {
      log(`websocket: ${error instanceof Error ? error.message : String(error)}`);
      if (error instanceof UnavailableError)
        connection.socket.close(closeCodes.tryAgainLater, 'Try again later');
      else connection.socket.close(CloseCode.BadRequest, 'Invalid message');
    }
  };

  // A socket whose messages wait is not read, so that the queue holds at most one read of each.
  function onMessage(this: WebSocket, data: WebSocket.RawData): void {
    const connection = connectionOf(this);
    if (!connection?.countFrame((data as Buffer).length)) return;
    connection.waiting += 1;
    queue(() => {
      connection.waiting -= 1;
      if (connection.waiting === 0 && this.isPaused) this.resume();
      void take(connection, data);
    });
    if (connection.waiting > 0) this.pause();
  }
  function onPing(this: WebSocket, data: Buffer): void {
    connectionOf(this)?.countFrame(data.length);
  }
  function onPong(this: WebSocket): void {
    const connection = connectionOf(this);
    if (connection) connection.isAlive = true;
  }
  function onError(error: Error): void {
    log(`websocket: ${error.message}`);
  }
  function onClose(this: WebSocket): void {
    const connection = connectionOf(this);
    if (!connection) return;
    connections.delete(connection);
    // Queued after the messages that arrived earlier.
    queue(() => protocol.end(connection));
  }

  const open = (socket: ServerSocket, request: IncomingMessage): void => {
    const connection = new Connection(socket, {
      address: options.clientAddressOf(request),
      userAgent: toUserAgent(request.headers['user-agent']),
    });
    socket.connection = connection;
    connections.add(connection);
    socket.on('message', onMessage).on('ping', onPing).on('pong', onPong);
    socket.on('error', onError).on('close', onClose);
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
      socket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
  };

  const goAway = ({ socket }: Connection) => socket.close(closeCodes.goingAway, 'The server is stopping');

  return {
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, open),
    get socketCount() {
      return connections.size;
    },
    queuedBytes: () => {
      let bytes = 0;
      for (const { socket } of connections) bytes += socket.bufferedAmount;
      return bytes;
    },
    checkSessions: id => connections.checkSessions(id),
    drain: durationMs => spreadOver([...connections], durationMs, goAway),
    stop: async timeoutMs => {
      connections.stop();
      for (const connection of connections) goAway(connection);
      const deadline = Date.now() + timeoutMs;
      while (connections.size > 0 && Date.now() < deadline)
        await new Promise(resolve => setTimeout(resolve, 20));
      for (const { socket } of connections) socket.terminate();
      server.close();
    },
  };
}

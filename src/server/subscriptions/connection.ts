/** State of a socket: one object, as there are tens of thousands. */
import type WebSocket from 'ws';
import type { SessionClient } from '../../accounts/session-client.js';
import type { Viewer } from '../../accounts/viewer.js';

/** Close codes in addition to the protocol's own. */
export const closeCodes = {
  goingAway: 1001,
  policy: 1008,
  tryAgainLater: 1013,
} as const;

const maxMessagesPerHeartbeat = 1_500;
/** Parsing a message costs by its length: a peer with a steady flow of large ones would delay the others. */
const maxBytesPerHeartbeat = 2 * 1024 * 1024;
/** A socket with this much unread data is lost: even pongs would accumulate in memory. */
const maxUnreadBytes = 4 * 1024 * 1024;

/** An operation, as its connection sees it. */
export interface OpenOperation {
  /** The client no longer wants results. */
  giveUp(): void;
}

let opened = 0;

/** One socket. */
export class Connection {
  /** In this process; a random id would be a string of thirty parts until it is compared. */
  readonly id: string;
  /** Null until `connection_init` was accepted. */
  viewer: Viewer | null = null;
  hasSentInit = false;
  /** Operations whose results the client wants; null before the first one. */
  operations: Map<string, OpenOperation> | null = null;
  /** Number of operations that run, also of those that the client has given up. */
  operationCount = 0;
  /** Messages in the queue. */
  waiting = 0;
  isAlive = true;
  /** Its share of the timer: see `WatchedConnections`. */
  openedInSecond = 0;
  /** Frames and bytes since the last heartbeat. */
  #messages = 0;
  #bytes = 0;

  constructor(
    readonly socket: WebSocket,
    /** The device of the upgrade request. */
    readonly client: SessionClient,
  ) {
    opened += 1;
    this.id = `socket ${opened}`;
  }

  /** Returns false and closes the socket when its peer sends too much or does not read. */
  countFrame(bytes: number): boolean {
    const { socket } = this;
    this.#messages += 1;
    this.#bytes += bytes;
    const excess = Math.max(
      this.#messages / maxMessagesPerHeartbeat,
      this.#bytes / maxBytesPerHeartbeat,
      socket.bufferedAmount / maxUnreadBytes,
    );
    if (excess <= 1) return true;
    // A peer that continues regardless, or reads nothing, will not read the close code either.
    if (excess > 2 || socket.bufferedAmount > maxUnreadBytes) socket.terminate();
    else socket.close(closeCodes.policy, 'Too many messages');
    return false;
  }

  /** Sends a ping; a peer that did not answer the last one, or does not read, is disconnected. */
  beat(): void {
    const { socket } = this;
    if (!this.isAlive || socket.bufferedAmount > maxUnreadBytes) {
      socket.terminate();
      return;
    }
    this.isAlive = false;
    this.#messages = 0;
    this.#bytes = 0;
    socket.ping();
  }
}

/**
 * The open sockets, and the rules by which time closes one: it is dead, it says nothing, its session has ended.
 *
 * One timer for all: a socket belongs to the second of a turn in which it opened. So each second has an equal share of the
 * pings and session checks, and a socket has no timer of its own.
 */
import { CloseCode } from 'graphql-ws';
import WebSocket from 'ws';
import type { Viewer } from '../../accounts/viewer.js';
import { TimeSlice } from '../../delivery/time-slice.js';
import { concerns } from './concerns.js';
import type { Connection } from './connection.js';

/** Options of `WatchedConnections`. */
export interface WatchOptions {
  /** True if a viewer's session is still valid. */
  readonly isCurrent: (viewer: Viewer) => Promise<boolean>;
  readonly log: (message: string) => void;
}

const tickMs = 1_000;
/** Ping interval; a socket without a pong until the next ping is terminated. */
const ticksPerBeat = 15;
/** Divides the above. */
const ticksPerSessionCheck = 5;
/** A socket must send `connection_init` within these; it has up to one more. */
const ticksToInit = 5;

/** The open sockets of a server. */
export class WatchedConnections implements Iterable<Connection> {
  readonly #bySecond = Array.from({ length: ticksPerBeat }, () => new Set<Connection>());
  readonly #options: WatchOptions;
  readonly #timer: NodeJS.Timeout;
  #second = 0;
  #size = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.tick(), tickMs);
  }

  get size(): number {
    return this.#size;
  }

  add(connection: Connection): void {
    connection.openedInSecond = this.#second;
    this.#bySecond[this.#second]?.add(connection);
    this.#size += 1;
  }

  /** Idempotent. */
  delete(connection: Connection): void {
    if (this.#bySecond[connection.openedInSecond]?.delete(connection)) this.#size -= 1;
  }

  *[Symbol.iterator](): Generator<Connection, void> {
    for (const connections of this.#bySecond) yield* connections;
  }

  /** Checks the sockets of a user or a company now; null checks all. */
  checkSessions(id: string | null): void {
    void this.#check([...this].filter(({ viewer }) => viewer !== null && concerns(id, viewer)));
  }

  /** Stops the timer; the sockets stay open. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** A second is over: its sockets have their turn. */
  tick(): void {
    this.#second = (this.#second + 1) % ticksPerBeat;
    const of = (second: number) => [...(this.#bySecond[second % ticksPerBeat] ?? [])];
    const checked: Connection[] = [];
    for (let turn = 0; turn < ticksPerBeat; turn += ticksPerSessionCheck)
      checked.push(...of(this.#second + turn));
    // The sockets that opened in the second that has just ended are the last ones that come to be in it.
    const silent = of(this.#second + ticksPerBeat - 1 - ticksToInit).filter(
      ({ hasSentInit }) => !hasSentInit,
    );
    for (const { socket } of silent)
      socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
    void this.#beat(of(this.#second));
    void this.#check(checked);
  }

  async #beat(connections: readonly Connection[]): Promise<void> {
    const slice = new TimeSlice();
    for (const connection of connections) {
      connection.beat();
      if (slice.isOver()) await slice.next();
    }
  }

  async #check(connections: readonly Connection[]): Promise<void> {
    const slice = new TimeSlice();
    try {
      for (const { socket, viewer } of connections) {
        if (!viewer || socket.readyState !== WebSocket.OPEN) continue;
        if (viewer.expiresAt.getTime() <= Date.now()) {
          socket.close(CloseCode.Forbidden, 'The access token has ended');
        } else if (!(await this.#options.isCurrent(viewer)))
          socket.close(CloseCode.Forbidden, 'The session was revoked');
        if (slice.isOver()) await slice.next();
      }
    } catch (error) {
      this.#options.log(`session check: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

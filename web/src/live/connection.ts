/** The socket: one per tab, outside React. */
import { createClient } from 'graphql-ws';
import { socketOptions, type TokenKeeper } from 'trunkline-client';
import { noteBuild } from './build-watch.js';

/**
 * Whether events arrive: `WAITING` until the first connection, and in the first seconds without one; `ENDED` when only a
 * reload helps.
 */
export type ConnectionState = 'WAITING' | 'LIVE' | 'LOST' | 'ENDED';

/** After this long without a connection the page says so. */
const quietMs = 2_000;

/** The connection's state; for `useSyncExternalStore`. */
export class Connection {
  readonly client: ReturnType<typeof createClient>;
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = 'WAITING';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(keeper: TokenKeeper) {
    const options = socketOptions('', keeper);
    this.client = createClient({
      ...options,
      on: {
        ...options.on,
        connected: (_socket, payload) => {
          noteBuild(payload?.build);
          this.#set('LIVE');
        },
        closed: event => {
          options.on.closed(event);
          if (this.#state === 'LIVE') this.#set('WAITING');
          this.#timer ??= setTimeout(() => this.#set('LOST'), quietMs);
        },
      },
    });
  }

  readonly state = (): ConnectionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A stream was refused for good: the page would show an old state. */
  end(): void {
    this.#set('ENDED');
  }

  #set(state: ConnectionState): void {
    if (this.#state === 'ENDED') return;
    if (state === 'LIVE') {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

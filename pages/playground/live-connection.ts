/** One WebSocket for all subscriptions of the page. */
import { type Client, createClient } from 'graphql-ws';
import type { PageSession } from './session.js';

/** Called when the socket opens and when it is lost. */
export interface ConnectionListener {
  readonly connected: () => void;
  readonly lost: () => void;
}

/** The connection. */
export interface LiveConnection {
  readonly client: Client;
  /** Whether the socket is open now. */
  readonly isConnected: boolean;
  /** @returns a function that removes the listener */
  listen(listener: ConnectionListener): () => void;
}

const forbiddenCode = 4403;
const normalClosure = 1000;
const keepAliveMs = 10_000;

/** Connects with the first subscription, and closes with the last one. Reconnecting is left to `subscribeWithResume`. */
export function createLiveConnection(endpoint: string, session: PageSession): LiveConnection {
  const listeners = new Set<ConnectionListener>();
  let isConnected = false;
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${endpoint}`,
    connectionParams: async (): Promise<Record<string, unknown>> => {
      const token = await session.freshToken();
      return token === null ? {} : { authorization: `Bearer ${token}` };
    },
    keepAlive: keepAliveMs,
    retryAttempts: 0,
    onNonLazyError: () => {},
    on: {
      connected: () => {
        isConnected = true;
        for (const listener of listeners) listener.connected();
      },
      closed: event => {
        isConnected = false;
        const { code } = event as CloseEvent;
        if (code === normalClosure) return;
        if (code === forbiddenCode) void session.renew();
        for (const listener of listeners) listener.lost();
      },
    },
  });
  return {
    client,
    get isConnected() {
      return isConnected;
    },
    listen: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

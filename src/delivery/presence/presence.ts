/**
 * Presence: who is connected, looks at a conversation, or types. Kept in memory and never stored: it ends with the client
 * that said it, when it is not said again, and with its process. See docs/decisions/0064.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../../domain/errors.js';
import type { PresenceActivity } from '../../domain/vocabulary.js';
import type { Peers } from '../doorbell.js';
import { type ClientOwner, OwnClients, type PresenceTimes } from './own-clients.js';
import type { Place, PresenceState } from './place.js';
import { PresenceBoard } from './presence-board.js';
import { type ExchangeTimes, startPresenceExchange } from './presence-exchange.js';

/** The presence of all users, as this process knows it. */
export interface Presence {
  /** Adds a client that stays until `disconnect`: a socket, an event stream. */
  connect(clientId: string, owner: ClientOwner): void;
  /** Removes a client with all that it said; ignores an unknown one. */
  disconnect(clientId: string): void;
  /** Counts a report of a user. @throws RateLimitedError */
  count(userId: string): Promise<void>;
  /** Takes what a client does; one that is not connected exists until this ends. */
  say(clientId: string, owner: ClientOwner, conversationId: string | null, activity: PresenceActivity): void;
  /** The state at a place, also of a user who is not there. */
  stateOf(place: Place): PresenceState;
  /** States of a company, 500 at most; null for all conversations. */
  list(tenantId: string, conversationIds: ReadonlySet<string> | null): PresenceState[];
  /** Calls the listener with each place whose state changed. @returns unsubscribe */
  onChanged(listener: (place: Place) => void): () => void;
  stop(): Promise<void>;
}

/** Times of presence. */
export type PresenceOptions = PresenceTimes & ExchangeTimes & { readonly expireMs: number };

const usualTimes: PresenceOptions = {
  ...{ typingMs: 10_000, viewingMs: 30_000, expireMs: 500 },
  ...{ roundMs: 200, repeatMs: 10_000, checkMs: 2_000 },
};

const maxStates = 500;
/** A page reports a few times in ten seconds; a user has several. */
const reports = { points: 50, duration: 10 };

/** Starts presence over the connection of the doorbell. */
export function startPresence(peers: Peers, given: Partial<PresenceOptions> = {}): Presence {
  const times = { ...usualTimes, ...given };
  const listeners = new Set<(place: Place) => void>();
  const limiter = new RateLimiterMemory(reports);
  const board = new PresenceBoard(place => {
    for (const listener of listeners) listener(place);
  });
  const exchange = startPresenceExchange(board, peers, times);
  const clients = new OwnClients(times, exchange.tell);
  const timer = setInterval(() => {
    const now = Date.now();
    clients.expire(now);
    board.expire(now);
  }, times.expireMs);
  timer.unref();

  return {
    connect: (clientId, owner) => clients.connect(clientId, owner),
    disconnect: clientId => clients.disconnect(clientId),
    count: async userId => {
      try {
        await limiter.consume(userId);
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const { msBeforeNext } = refusal as RateLimiterRes;
        throw new RateLimitedError('reports of your presence', Math.max(1, Math.ceil(msBeforeNext / 1_000)));
      }
    },
    say: (clientId, owner, conversationId, activity) =>
      clients.say(clientId, owner, conversationId, activity, Date.now()),
    stateOf: place => board.stateOf(place),
    list: (tenantId, conversationIds) => board.list(tenantId, conversationIds, maxStates),
    onChanged: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      clearInterval(timer);
      exchange.stop();
      listeners.clear();
    },
  };
}

import {
  composeExchanges,
  type Exchange,
  makeOperation,
  mapExchange,
  type Operation,
  subscriptionExchange,
} from '@urql/core';
import { authorizedFetch } from '../authorized-fetch.js';
import { cursorOf } from '../cursor-of.js';
import type { Fetch } from '../fetch.js';
import type { ThrowHandler } from '../report-throw.js';
import { type ResetReason, type SubscribingClient, subscribeWithResume } from '../resume/resume.js';
import type { TokenKeeper } from '../session/token-keeper.js';
import { toError } from '../to-error.js';

/** Options of `trunklineExchange`. */
export interface TrunklineExchangeOptions {
  readonly keeper: TokenKeeper;
  /** A client of graphql-ws or graphql-sse that does not reconnect by itself. */
  readonly client: SubscribingClient;
  /**
   * The missed events cannot be determined: loads what is shown again (`requestPolicy: 'network-only'`) and returns the
   * `syncCursor` of that query.
   */
  readonly onReset: (reason: ResetReason, operation: Operation) => Promise<string | null> | string | null;
  /** Called with what another callback threw; reported as an uncaught error when absent. */
  readonly onThrow?: ThrowHandler;
  /** Maximum wait before a new attempt; 30 s when absent. */
  readonly maxDelayMs?: number;
  readonly fetch?: Fetch;
}

/**
 * The exchange before `fetchExchange`. Queries and mutations are sent with the keeper's token, and once more with a fresh
 * one when the server answers UNAUTHENTICATED. Subscriptions continue after a lost connection: a document passes the
 * variable `$after` to the field and selects its `cursor`.
 */
export function trunklineExchange(options: TrunklineExchangeOptions): Exchange {
  const { keeper, client, onReset, onThrow, maxDelayMs } = options;
  const fetch = authorizedFetch(keeper, options.fetch);
  return composeExchanges([
    mapExchange({
      // The server refuses a GET request that a link or an image of another page could send too.
      onOperation: operation =>
        makeOperation(operation.kind, operation, { ...operation.context, fetch, preferGetMethod: false }),
    }),
    subscriptionExchange({
      forwardSubscription: (request, operation) => ({
        subscribe: sink => {
          const { after, ...variables } = request.variables ?? {};
          const resuming = subscribeWithResume<Record<string, unknown>>({
            client,
            query: request.query ?? '',
            ...(request.operationName ? { operationName: request.operationName } : {}),
            variables,
            initialCursor: typeof after === 'string' ? after : null,
            cursorOf,
            onEvent: result => sink.next(result as Parameters<typeof sink.next>[0]),
            onReset: reason => onReset(reason, operation),
            onError: failure => sink.error(Array.isArray(failure) ? failure : toError(failure)),
            ...(onThrow === undefined ? {} : { onThrow }),
            ...(maxDelayMs === undefined ? {} : { maxDelayMs }),
          });
          return { unsubscribe: () => resuming.stop() };
        },
      }),
    }),
  ]);
}

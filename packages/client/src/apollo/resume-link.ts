import { ApolloLink, CombinedGraphQLErrors, Observable } from '@apollo/client';
import { type GraphQLFormattedError, print } from 'graphql';
import { cursorOf } from '../cursor-of.js';
import type { ThrowHandler } from '../report-throw.js';
import { type ResetReason, type SubscribingClient, subscribeWithResume } from '../resume/resume.js';
import { toError } from '../to-error.js';

/** Options of `ResumeLink`. */
export interface ResumeLinkOptions {
  /** A client of graphql-ws or graphql-sse that does not reconnect by itself. */
  readonly client: SubscribingClient;
  /**
   * The missed events cannot be determined: loads what is shown again (`fetchPolicy: 'network-only'`) and returns the
   * `syncCursor` of that query.
   */
  readonly onReset: (
    reason: ResetReason,
    operation: ApolloLink.Operation,
  ) => Promise<string | null> | string | null;
  /** Called with what another callback threw; reported as an uncaught error when absent. */
  readonly onThrow?: ThrowHandler;
  /** Maximum wait before a new attempt; 30 s when absent. */
  readonly maxDelayMs?: number;
}

/**
 * A link for subscriptions that continue after a lost connection. A document passes the variable `$after` to the field
 * and selects its `cursor`; the variable's value is where the first subscription starts.
 */
export class ResumeLink extends ApolloLink {
  constructor(options: ResumeLinkOptions) {
    super(operation => toObservable(operation, options));
  }
}

const toObservable = (
  operation: ApolloLink.Operation,
  { client, onReset, onThrow, maxDelayMs }: ResumeLinkOptions,
): Observable<ApolloLink.Result> =>
  new Observable(observer => {
    const { after, ...variables } = operation.variables;
    const resuming = subscribeWithResume<Record<string, unknown>>({
      client,
      query: print(operation.query),
      ...(operation.operationName ? { operationName: operation.operationName } : {}),
      variables,
      initialCursor: typeof after === 'string' ? after : null,
      cursorOf,
      onEvent: result => observer.next(result as ApolloLink.Result),
      onReset: reason => onReset(reason, operation),
      onError: failure =>
        observer.error(
          Array.isArray(failure)
            ? new CombinedGraphQLErrors({ errors: failure as GraphQLFormattedError[] })
            : toError(failure),
        ),
      ...(onThrow === undefined ? {} : { onThrow }),
      ...(maxDelayMs === undefined ? {} : { maxDelayMs }),
    });
    return () => resuming.stop();
  });

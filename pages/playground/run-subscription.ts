/** Runs a subscription through the published client helper, so that a lost connection loses and repeats no event. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { print } from 'graphql';
import { type Resuming, subscribeWithResume } from '../../packages/client/src/index.js';
import type { GraphQLAnswer } from './graphql-answer.js';
import type { GraphQLRequest } from './graphql-request.js';
import type { LiveConnection } from './live-connection.js';
import { makeResumable, type ResumableSubscription } from './resumable-subscription.js';
import { createRunLog, type Run } from './run.js';
import { unreachable } from './session.js';

/** What to run, and with what. */
export interface SubscriptionOptions {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema | null;
  readonly request: GraphQLRequest;
  readonly connection: LiveConnection;
}

/** Longest wait before the next attempt: a user is looking at this page. */
const maxDelayMs = 1_000;
const positionQuery = '{ conversations(first: 1) { syncCursor } }';

/** Subscribes; the run ends by `stop()` or by an error that no retry can fix. */
export function runSubscription(options: SubscriptionOptions): Run {
  const { document, operation, variables, schema, request, connection } = options;
  const log = createRunLog('CONNECTING');
  const resumable = schema && makeResumable(document, operation, variables, schema);
  const subscription = resumable ?? asWritten(document, variables);
  let resuming: Resuming | null = null;
  let isStopped = false;

  const unlisten = connection.listen({
    connected: () => {
      if (log.state.value === 'RECONNECTING')
        log.addNote(resumable ? 'Connected again: continues after the last event.' : 'Connected again.');
      log.state.value = 'LIVE';
    },
    lost: () => {
      log.state.value = 'RECONNECTING';
      log.addNote('The connection was lost. Is the server running? Trying again…');
    },
  });
  const end = (): void => {
    isStopped = true;
    unlisten();
    resuming?.stop();
    log.state.value = 'ENDED';
  };
  const fail = (error: unknown): void => {
    if (isStopped) return;
    log.addResult(toErrorResult(error));
    end();
  };

  const start = (initialCursor: string | null): void => {
    if (isStopped) return;
    resuming = subscribeWithResume<Readonly<Record<string, unknown>>>({
      client: connection.client,
      query: subscription.query,
      ...(operation.name ? { operationName: operation.name.value } : {}),
      variables: subscription.variables,
      initialCursor,
      cursorOf: result => subscription.cursorOf(result),
      onEvent: result => {
        log.state.value = 'LIVE';
        log.addResult(subscription.strip(result));
      },
      onReset: async reason => {
        const next = resumable ? await readPosition(request) : null;
        log.addNote(
          reason === 'NO_CURSOR'
            ? 'What happened meanwhile is not shown: this subscription has no cursor to continue from.'
            : 'What happened meanwhile is not shown: it is older than the server keeps. Load the state again.',
        );
        return next;
      },
      onError: fail,
      maxDelayMs,
    });
    if (connection.isConnected) log.state.value = 'LIVE';
  };

  // A position from before the subscription: it can be resumed even if no event has come yet.
  if (resumable && resumable.initialCursor === null) readPosition(request).then(start, fail);
  else start(resumable?.initialCursor ?? null);
  return { kind: 'subscription', ...log, stop: end };
}

/** A subscription whose field takes no cursor. */
const asWritten = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): ResumableSubscription => ({
  query: print(document),
  variables,
  initialCursor: null,
  cursorOf: () => null,
  strip: result => result,
});

/** Where the event log stands now. @throws the errors of the answer */
async function readPosition(request: GraphQLRequest): Promise<string | null> {
  const { data, errors } = await request({ query: positionQuery });
  if (errors) throw errors;
  return (data?.conversations as { readonly syncCursor: string } | undefined)?.syncCursor ?? null;
}

function toErrorResult(error: unknown): GraphQLAnswer {
  if (Array.isArray(error)) return { errors: error };
  const { message, code, reason } = (error ?? {}) as { message?: string; code?: number; reason?: string };
  const text = typeof code === 'number' ? `${reason || 'The server closed the socket.'} (${code})` : message;
  return { errors: [{ message: text ?? unreachable }] };
}

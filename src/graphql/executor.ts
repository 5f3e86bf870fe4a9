/** Executes queries and mutations for HTTP, WebSocket and SSE, with one policy for documents and errors. */
import {
  type DocumentNode,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
} from 'graphql';
import type { Viewer } from '../accounts/viewer.js';
import { BadUserInputError } from '../domain/errors.js';
import { assertAccess } from '../resolvers/access.js';
import type { ResolverContext } from '../resolvers/context.js';
import { createDocumentExecutor, type ExecuteDocument } from './compiled-queries.js';
import { toClientError, type UnexpectedErrorLog, withoutSuggestion } from './error-policy.js';
import type { OperationDecision, OperationPolicy } from './operation-policy.js';

/** An operation as received, with its viewer. */
export interface GraphQLRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer | null;
  readonly clientAddress: string | null;
  /** The `User-Agent` header, shortened; absent in subscriptions. */
  readonly userAgent?: string | null;
  /** Included in masked errors and in the log. */
  readonly requestId: string;
  /** The socket that carries it; absent over HTTP. */
  readonly connectionId?: string;
  /** Called by fields that depend on the clock, with the moment from which on they show something else. */
  readonly showsUntil?: (at: Date) => void;
}

/** Access to introspection: all clients, none, or signed-in users. */
export type IntrospectionMode = 'on' | 'off' | 'authenticated';

/** Options of `createExecutor`. */
export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  /** The schema in which the operations of a viewer run: `schema`, or the same limited to some numbers. */
  readonly schemaFor: (viewer: Viewer | null) => GraphQLSchema;
  readonly policy: OperationPolicy;
  readonly introspection: IntrospectionMode;
  readonly createContext: (request: GraphQLRequest) => ResolverContext;
  readonly logUnexpected: UnexpectedErrorLog;
  /** Called when an operation has ended, for metrics. */
  readonly observe?: (kind: string, outcome: 'ok' | 'error' | 'refused', durationMs: number) => void;
}

/** Runs operations. */
export interface Executor {
  readonly schema: GraphQLSchema;
  /** Decides if the document may run; cheap when it is cached. */
  decide(request: GraphQLRequest): OperationDecision;
  /** Runs a query or mutation if `decide` allows it. Never throws. */
  execute(request: GraphQLRequest): Promise<FormattedExecutionResult>;
  /** Runs a document that was validated by the same policy. Never throws. */
  executeDocument(document: DocumentNode, request: GraphQLRequest): Promise<FormattedExecutionResult>;
  /** @throws UnauthenticatedError, ForbiddenError */
  authorizeSubscription(document: DocumentNode, operationName: string | null, viewer: Viewer): void;
  /** Converts an error outside an execution to the form that the client may see. */
  toClientError(error: unknown): GraphQLError;
}

/** Creates the executor. */
export function createExecutor(options: ExecutorOptions): Executor {
  const { schema, policy, introspection, logUnexpected } = options;
  const executors = new WeakMap<GraphQLSchema, ExecuteDocument>();
  const executorOf = (used: GraphQLSchema): ExecuteDocument => {
    const known = executors.get(used) ?? createDocumentExecutor(used);
    executors.set(used, known);
    return known;
  };
  const mayIntrospect = (viewer: Viewer | null) =>
    introspection === 'on' || (introspection === 'authenticated' && viewer !== null);

  const decide: Executor['decide'] = ({ query, viewer }) => {
    const decision = policy(query, mayIntrospect(viewer));
    if (!decision.ok) options.observe?.('unknown', 'refused', 0);
    return decision;
  };

  /** Errors about variables suggest names of the schema, as those about the document do. */
  const tell = (error: unknown, requestId: string, hasSchema: boolean): GraphQLFormattedError => {
    const told = toClientError(error, requestId, logUnexpected);
    return hasSchema ? told : { ...told, message: withoutSuggestion(told.message) };
  };

  // Only viewers subscribe.
  const toError: Executor['toClientError'] = error => {
    const { message, extensions } = tell(error, 'subscription', introspection !== 'off');
    return new GraphQLError(message, { extensions: extensions ?? null });
  };

  const executeDocument: Executor['executeDocument'] = async (document, request) => {
    const startedMs = performance.now();
    const result = await runDocument(document, request);
    const kind = getOperationAST(document, request.operationName)?.operation ?? 'unknown';
    options.observe?.(kind, result.errors ? 'error' : 'ok', performance.now() - startedMs);
    return result;
  };

  const runDocument: Executor['executeDocument'] = async (document, request) => {
    const context = options.createContext(request);
    const hasSchema = mayIntrospect(request.viewer);
    try {
      const executeParsed = executorOf(options.schemaFor(request.viewer));
      const result = await executeParsed(document, request.operationName, request.variables, context);
      if (!result.errors) return { data: result.data ?? null };
      const errors = result.errors.map(error => tell(error, context.requestId, hasSchema));
      return 'data' in result ? { data: result.data ?? null, errors } : { errors };
    } catch (error) {
      return { errors: [tell(error, context.requestId, hasSchema)] };
    }
  };

  return {
    schema,
    decide,
    toClientError: toError,
    executeDocument,
    execute: async request => {
      const decision = decide(request);
      return decision.ok
        ? executeDocument(decision.document, request)
        : { errors: decision.errors.map(error => error.toJSON()) };
    },
    authorizeSubscription: (document, operationName, viewer) => {
      const operation = getOperationAST(document, operationName);
      for (const selection of operation?.selectionSet.selections ?? []) {
        if (selection.kind !== Kind.FIELD)
          throw new BadUserInputError('query', 'holds one subscription field, not behind a fragment');
        if (selection.name.value !== '__typename') assertAccess('Subscription', selection.name.value, viewer);
      }
    },
  };
}

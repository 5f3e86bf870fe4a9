/** GraphQL over HTTP: Apollo Server implements the protocol, our executor applies the policy and executes. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { Viewer } from '../../accounts/viewer.js';
import { BadUserInputError, TrunklineError } from '../../domain/errors.js';
import { toGraphQLError, withDocumentedCode } from '../../graphql/error-policy.js';
import type { Executor, GraphQLRequest } from '../../graphql/executor.js';
import { sessionClientOf } from '../session-client-of.js';
import { sendError, sendGraphQLErrors } from './send-error.js';

/** Dependencies of the route. */
export interface GraphQLRoutesOptions {
  readonly executor: Executor;
  /** Viewer of a request's bearer token; null without one. @throws UnauthenticatedError for an invalid one. */
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly debugErrors: boolean;
}

/** Path of the GraphQL endpoint. */
export const graphqlPath = '/graphql';

type ApolloContext = Omit<GraphQLRequest, 'query' | 'operationName' | 'variables'>;

/** Registers `/graphql`. @returns a function that stops Apollo. */
export async function registerGraphQLRoutes(
  app: FastifyInstance,
  options: GraphQLRoutesOptions,
): Promise<() => Promise<void>> {
  const { executor } = options;
  const toRequest = (
    context: ApolloContext,
    query: string,
    operationName: string | null,
    variables: object,
  ): GraphQLRequest => ({
    ...context,
    query,
    operationName,
    variables: variables as Record<string, unknown>,
  });

  const apollo = new ApolloServer<ApolloContext>({
    gateway: {
      load: async () => ({
        executor: async ({ document, request, operationName, context }) => {
          const { query = '', variables = {} } = request;
          const result = await executor.executeDocument(
            document,
            toRequest(context as ApolloContext, query, operationName ?? null, variables),
          );
          return result.errors
            ? { ...result, errors: result.errors.map(toApolloError) }
            : { data: result.data ?? null };
        },
      }),
      onSchemaLoadOrUpdate: callback => {
        callback({ apiSchema: executor.schema, coreSupergraphSdl: '' });
        return () => {};
      },
      stop: async () => {},
    },
    // The policy is checked before Apollo receives the document, introspection included.
    introspection: true,
    includeStacktraceInErrorResponses: options.debugErrors,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    formatError: withDocumentedCode,
    // A hash would let a document bypass the policy, for a caller without permission for it.
    persistedQueries: false,
    plugins: [
      fastifyApolloDrainPlugin(app),
      // It would wrap every field of the schema in a function, for hints that are not used here.
      ApolloServerPluginCacheControlDisabled(),
      // Its page loads from a CDN; our playground needs no network.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
    logger: {
      debug: () => {},
      info: message => app.log.debug(message),
      warn: message => app.log.warn(message),
      error: message => app.log.error(message),
    },
  });
  await apollo.start();

  const contexts = new WeakMap<FastifyRequest, ApolloContext>();
  app.route({
    url: graphqlPath,
    method: ['GET', 'POST'],
    config: { speaksGraphQL: true },
    preHandler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const refuse = (status: number, errors: readonly GraphQLError[]) =>
        sendGraphQLErrors(request, reply, status, errors);
      let viewer: Viewer | null;
      try {
        viewer = await options.authenticate(request);
      } catch (error) {
        if (error instanceof TrunklineError) return refuse(error.httpStatus, [toGraphQLError(error)]);
        throw error;
      }
      const { address: clientAddress, userAgent } = sessionClientOf(request);
      const context: ApolloContext = { viewer, clientAddress, userAgent, requestId: request.id };
      contexts.set(request, context);
      const { query, operationName } = readParameters(request);
      if (query === null) return;
      const decision = executor.decide(toRequest(context, query, null, {}));
      const errors = decision.ok ? findFaults(decision.document, operationName) : decision.errors;
      if (errors.length > 0) return refuse(400, errors);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async request => contexts.get(request) as ApolloContext,
    }),
  });
  app.route({
    url: graphqlPath,
    method: ['PUT', 'PATCH', 'DELETE'],
    config: { speaksGraphQL: true },
    handler: (request, reply) =>
      sendError(request, reply.header('allow', 'GET, POST'), {
        status: 405,
        code: 'BAD_USER_INPUT',
        message: 'Send operations by POST; queries also by GET.',
      }),
  });
  return () => apollo.stop();
}

/** Apollo accepts only error instances; the location in the document is copied by hand. */
function toApolloError({ message, path, locations, extensions }: GraphQLFormattedError): GraphQLError {
  const error = new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
  return locations
    ? Object.defineProperty(error, 'locations', { value: locations, enumerable: true })
    : error;
}

/** Checks that need the chosen operation; an operation name of another type is left to Apollo. */
function findFaults(document: DocumentNode, operationName: unknown): readonly GraphQLError[] {
  if (operationName != null && typeof operationName !== 'string') return [];
  const operation = getOperationAST(document, operationName || null);
  const refuse = (field: string, expectation: string) => [
    toGraphQLError(new BadUserInputError(field, expectation)),
  ];
  if (!operation) return refuse('operationName', 'names no operation of the document');
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return [];
  return refuse(
    'query',
    'is a subscription; send it over the WebSocket, or as an event stream to /graphql/stream',
  );
}

function readParameters(request: FastifyRequest): {
  readonly query: string | null;
  readonly operationName: unknown;
} {
  const source = (request.method === 'GET' ? request.query : request.body) as
    | { readonly query?: unknown; readonly operationName?: unknown }
    | null
    | undefined;
  const { query, operationName } = source ?? {};
  return { query: typeof query === 'string' ? query : null, operationName };
}

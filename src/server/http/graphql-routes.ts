/** GraphQL over HTTP: Apollo Server implements the protocol, our executor applies the policy and executes. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
import { createFindStorable } from '../../graphql/storable-operations.js';
import type { Answer } from '../answers/answer.js';
import type { AnswerCache, Question } from '../answers/answer-cache.js';
import { toQuestion } from '../answers/to-question.js';
import { sessionClientOf } from '../session-client-of.js';
import { sendError, sendGraphQLErrors } from './send-error.js';

/** Dependencies of the route. */
export interface GraphQLRoutesOptions {
  readonly executor: Executor;
  /** Null: every operation is executed. */
  readonly answers: AnswerCache | null;
  /** Viewer of a request's bearer token; null without one. @throws UnauthenticatedError for an invalid one. */
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly debugErrors: boolean;
}

/** Path of the GraphQL endpoint. */
export const graphqlPath = '/graphql';

/** What the execution of a storable operation reports. */
interface Outcome {
  /** It had no error. */
  isWhole: boolean;
  changesAtMs: number;
}

/** Apollo copies it for each request, not what it refers to. */
interface ApolloContext extends Omit<GraphQLRequest, 'query' | 'operationName' | 'variables'> {
  readonly outcome: Outcome;
}

/** A request that may be executed. */
interface Admitted {
  readonly context: ApolloContext;
  /** Null if its answer is not stored. */
  readonly question: Question | null;
}

/** Registers `/graphql`. @returns a function that stops Apollo. */
export async function registerGraphQLRoutes(
  app: FastifyInstance,
  options: GraphQLRoutesOptions,
): Promise<() => Promise<void>> {
  const { executor, answers } = options;
  const findStorable = createFindStorable(executor.schema);
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
          (context as ApolloContext).outcome.isWhole = !result.errors;
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

  const admitted = new WeakMap<FastifyRequest, Admitted>();
  const runApollo = fastifyApolloHandler(apollo, {
    context: async request => (admitted.get(request) as Admitted).context,
  });
  const execute = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    runApollo.call(app, request, reply);
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
      const context = toContext(request, viewer);
      const { query, operationName } = readParameters(request);
      if (query === null) {
        admitted.set(request, { context, question: null });
        return;
      }
      const decision = executor.decide(toRequest(context, query, null, {}));
      const errors = decision.ok ? findFaults(decision.document, operationName) : decision.errors;
      if (errors.length > 0) return refuse(400, errors);
      const storable =
        answers && viewer && decision.ok && isName(operationName)
          ? findStorable(decision.document, operationName || null)
          : null;
      const question = storable && viewer ? toQuestion(request, viewer, storable) : null;
      admitted.set(request, { context, question });
    },
    handler: async (request, reply) => {
      const { question, context } = admitted.get(request) as Admitted;
      if (!answers || !question) return execute(request, reply);
      try {
        const given = await answers.answer(question, async () => {
          const body = await execute(request, reply);
          const answer = toAnswer(reply, body, context.outcome);
          // Encoded once, to be sent and to be kept.
          return { reply: answer?.body ?? body, answer };
        });
        if (!('stored' in given)) return given.reply;
        reply.header('content-type', given.stored.contentType);
        return given.stored.body;
      } catch (error) {
        if (!(error instanceof TrunklineError)) throw error;
        return sendGraphQLErrors(request, reply, error.httpStatus, [toGraphQLError(error)]);
      }
    },
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

function toContext(request: FastifyRequest, viewer: Viewer | null): ApolloContext {
  const { address: clientAddress, userAgent } = sessionClientOf(request);
  const outcome: Outcome = { isWhole: false, changesAtMs: Number.POSITIVE_INFINITY };
  const showsUntil = (at: Date): void => {
    outcome.changesAtMs = Math.min(outcome.changesAtMs, at.getTime());
  };
  return { viewer, clientAddress, userAgent, requestId: request.id, showsUntil, outcome };
}

/** Null for an answer that must not be sent again. */
function toAnswer(reply: FastifyReply, body: unknown, { isWhole, changesAtMs }: Outcome): Answer | null {
  const contentType = reply.getHeader('content-type');
  if (!isWhole || reply.statusCode !== 200) return null;
  if (typeof body !== 'string' || typeof contentType !== 'string') return null;
  return { body: Buffer.from(body), contentType, changesAtMs };
}

const isName = (given: unknown): given is string | null | undefined =>
  given == null || typeof given === 'string';

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

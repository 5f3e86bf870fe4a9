/** The two error formats: `errors` on GraphQL routes, `error` on all others. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { ErrorCode, ErrorFacts } from '../../domain/errors.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on GraphQL routes: errors before an operation runs have GraphQL's format there too. */
    readonly speaksGraphQL?: boolean;
  }
}

/** An error as it is sent to the client. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts?: ErrorFacts;
}

/** Sends an error in the format of the request's route. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, message, facts = {} }: ErrorAnswer,
): FastifyReply {
  const requestId = request.id;
  if (request.routeOptions?.config.speaksGraphQL) {
    const error = new GraphQLError(message, { extensions: { code, ...facts, requestId } });
    return sendGraphQLErrors(request, reply, status, [error]);
  }
  return reply.code(status).send({ error: { code, message, requestId, ...facts } });
}

/** Sends errors of a request whose operation did not run, with the media type that the client accepts. */
export function sendGraphQLErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  errors: readonly GraphQLError[],
): FastifyReply {
  const isResponseJson = (request.headers.accept ?? '').includes('application/graphql-response+json');
  return reply
    .code(status)
    .header('content-type', `application/${isResponseJson ? 'graphql-response+' : ''}json; charset=utf-8`)
    .send(JSON.stringify({ errors: errors.map(error => error.toJSON()) }));
}

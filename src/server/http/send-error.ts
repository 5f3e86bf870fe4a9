/** The two forms of an error answer: `errors` where GraphQL is spoken, `error` everywhere else. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { ErrorCode, ErrorFacts } from '../../domain/errors.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on routes that speak GraphQL: what is refused before an operation runs has GraphQL's form there too. */
    readonly speaksGraphQL?: boolean;
  }
}

/** An error as it leaves the server. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts?: ErrorFacts;
}

/** Answers an error, in the form that the route of the request speaks. */
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

/** Answers a request that is refused before its operation runs, under the media type that the client asked for. */
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

/** The Fastify instance: request ids, one shape of error answers, one access log line a request, no secrets in it. */
import { randomUUID } from 'node:crypto';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import { type ErrorFacts, TrunklineError } from '../../domain/errors.js';

/** Options of `createHttpServer`. */
export interface HttpServerOptions {
  readonly logger: FastifyBaseLogger;
  readonly bodyLimitBytes: number;
  /** False from the moment the server begins to stop: answers then end their connection. Always true when absent. */
  readonly isServing?: () => boolean;
}

/** Codes of Fastify's own refusals, as ours. */
const codeByFastifyCode: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'BODY_TOO_LARGE',
    message: 'The body is larger than this route takes.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send another content type.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'BODY_UNDECODABLE', message: 'The body is not valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'BODY_UNDECODABLE', message: 'The body is empty.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'BODY_UNDECODABLE',
    message: 'The body is shorter than announced.',
  },
};

/** Makes the instance; routes are registered by others. */
export function createHttpServer({
  logger,
  bodyLimitBytes,
  isServing = () => true,
}: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // Long enough for an upload of a large file; heads of requests, and so idle sockets, get a quarter of it.
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    // What is wrong before a route is found, such as an address that cannot be decoded, would be said in its own way.
    frameworkErrors: (_error, request, reply) => {
      (reply as unknown as FastifyReply)
        .code(400)
        .send(toBody('BAD_USER_INPUT', 'The request is malformed.', request.id));
    },
    // Other offers (some HTTP clients offer HTTP/2 with every request) are passed over, not refused.
    http: {
      headersTimeout: 30_000,
      shouldUpgradeCallback: request => /^websocket$/i.test(request.headers.upgrade ?? ''),
    },
  });

  const logsRequests = logger.level === 'debug' || logger.level === 'trace';
  // Hooks of every request: with callbacks, as each promise would cost a webhook another turn.
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    // A load balancer that keeps connections open must not send its next request into one that is about to end.
    if (!isServing()) reply.header('connection', 'close');
    done();
  });

  app.addHook('onResponse', (request, reply, done) => {
    if (logsRequests) {
      // The route's pattern, never the URL: keys travel in query strings and paths.
      const route = request.routeOptions.url ?? 'unknown';
      request.log.debug(
        { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
        'request',
      );
    }
    done();
  });

  app.setNotFoundHandler((request, reply) => {
    reply
      .code(404)
      .send(
        toBody('NOT_FOUND', 'There is nothing at this address; the README lists the endpoints.', request.id),
      );
  });

  app.setErrorHandler<FastifyError | Error>((error, request, reply) => {
    if (error instanceof TrunklineError) {
      const retryAfter = error.facts.retryAfterSeconds;
      if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
      if (error.httpStatus >= 500) request.log.warn({ err: error.cause ?? error }, error.message);
      return reply.code(error.httpStatus).send(toBody(error.code, error.message, request.id, error.facts));
    }
    const { code, statusCode } = error as FastifyError;
    const known = codeByFastifyCode[code];
    if (known && statusCode)
      return reply.code(statusCode).send(toBody(known.code, known.message, request.id));
    if (statusCode && statusCode < 500)
      return reply.code(statusCode).send(toBody('BAD_USER_INPUT', 'The request is malformed.', request.id));
    request.log.error({ err: error }, 'unexpected error');
    return reply
      .code(500)
      .send(
        toBody(
          'INTERNAL',
          `Something went wrong on our side; report it with the request id ${request.id}.`,
          request.id,
        ),
      );
  });
  return app;
}

function toBody(code: string, message: string, requestId: string, facts: ErrorFacts = {}) {
  return { error: { code, message, requestId, ...facts } };
}

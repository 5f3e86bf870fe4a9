/** The Fastify instance: request ids, one shape of error answers, one access log line a request, no secrets in it. */
import { randomUUID } from 'node:crypto';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  type ErrorCode,
  errorCodes,
  TrunklineError,
  toCallersError,
  UnsupportedMediaTypeError,
} from '../../domain/errors.js';
import { plainPageHeaders, renderPlainPage } from './plain-page.js';
import { sendError } from './send-error.js';
import { createTrustedProxies, type TrustedProxies } from './trusted-proxies.js';

/** Options of `createHttpServer`. */
export interface HttpServerOptions {
  readonly logger: FastifyBaseLogger;
  readonly bodyLimitBytes: number;
  /** None by default. */
  readonly trustedProxies?: TrustedProxies;
  /** False from the moment the server begins to stop: answers then end their connection. Always true when absent. */
  readonly isServing?: () => boolean;
}

/** Codes of Fastify's own refusals, as ours. */
const codeByFastifyCode: Readonly<Record<string, { readonly code: ErrorCode; readonly message: string }>> = {
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

const notFoundPage = renderPlainPage(
  'Nothing is at this address',
  '<p><a href="/">The start page</a> leads to everything that is here for people.</p>',
);

/** Creates the instance; routes are registered by others. */
export function createHttpServer({
  logger,
  bodyLimitBytes,
  trustedProxies = createTrustedProxies(undefined),
  isServing = () => true,
}: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    trustProxy: address => trustedProxies.isTrusted(address),
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
      sendError(request as FastifyRequest, reply as unknown as FastifyReply, malformed);
    },
    // Other offers (some HTTP clients offer HTTP/2 with every request) are passed over, not refused.
    http: {
      headersTimeout: 30_000,
      shouldUpgradeCallback: request => /^websocket$/i.test(request.headers.upgrade ?? ''),
    },
  });

  app.decorateRequest('clientAddress', {
    getter() {
      return trustedProxies.clientAddressOf(this.raw);
    },
  });
  app.decorateRequest('isProxied', {
    getter() {
      return trustedProxies.isProxied(this.raw);
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
        {
          ...{ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
          address: request.clientAddress,
        },
        'request',
      );
    }
    done();
  });

  // A compressed body would be read as if it were not; an unknown charset, as if it were UTF-8.
  app.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    const isPlain = encoding === undefined || /^\s*(?:identity)?\s*$/i.test(encoding);
    done(isPlain ? undefined : new UnsupportedMediaTypeError(['a body without content-encoding']));
  });
  const parseJson = app.getDefaultJsonParser('error', 'ignore');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset))
      return done(new UnsupportedMediaTypeError(['application/json; charset=utf-8']), undefined);
    return parseJson(request, body as string, done);
  });

  app.setNotFoundHandler((request, reply) => {
    // A person who mistyped an address is led on; programs get the form of all errors.
    if (request.method === 'GET' && request.headers.accept?.includes('text/html')) {
      reply.code(404).headers(plainPageHeaders).send(notFoundPage);
      return;
    }
    sendError(request, reply, {
      status: 404,
      code: 'NOT_FOUND',
      message: 'There is nothing at this address; the README lists the endpoints.',
    });
  });

  app.setErrorHandler<FastifyError | Error>((given, request, reply) => {
    if (given instanceof TrunklineError) {
      const error = toCallersError(given);
      const retryAfter = error.facts.retryAfterSeconds;
      if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
      if (error.httpStatus >= 500) request.log.warn({ err: error.cause ?? error }, error.message);
      const { httpStatus: status, message, facts } = error;
      return sendError(request, reply, { status, code: error.code, message, facts });
    }
    const { code, statusCode } = given as FastifyError;
    const known = codeByFastifyCode[code];
    if (known && statusCode) return sendError(request, reply, { status: statusCode, ...known });
    if (statusCode && statusCode < 500)
      return sendError(request, reply, { ...malformed, status: statusCode });
    request.log.error({ err: given }, 'unexpected error');
    return sendError(request, reply, {
      status: errorCodes.INTERNAL,
      code: 'INTERNAL',
      message: `Something went wrong on our side; report it with the request id ${request.id}.`,
    });
  });
  return app;
}

const malformed = { status: 400, code: 'BAD_USER_INPUT', message: 'The request is malformed.' } as const;

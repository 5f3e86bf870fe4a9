/** The Fastify instance: request ids, one error format, one access log line per request, without secrets. */
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
  /** False as soon as the server begins to stop: responses then close their connection. Always true when absent. */
  readonly isServing?: () => boolean;
  /** Build of the inbox, in the header `x-trunkline-build`; no header without it. */
  readonly buildId?: string | null;
}

/** Codes of Fastify's own errors, mapped to documented ones. */
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
  buildId = null,
}: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    trustProxy: address => trustedProxies.isTrusted(address),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // Long enough for an upload of a large file; request headers, and so idle sockets, get a quarter of it.
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    // Errors before routing, such as a malformed URL, would otherwise have Fastify's format.
    frameworkErrors: (_error, request, reply) => {
      sendError(request as FastifyRequest, reply as unknown as FastifyReply, malformed);
    },
    // Other upgrade offers (some HTTP clients offer HTTP/2 with every request) are ignored, not refused.
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
  // Hooks of every request use callbacks: each promise would cost a webhook another round of the event loop.
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    // A page that was made from another build offers to load itself again.
    if (buildId !== null) reply.header('x-trunkline-build', buildId);
    // A load balancer with keep-alive must not send its next request over a connection that is about to close.
    if (!isServing()) reply.header('connection', 'close');
    done();
  });

  app.addHook('onResponse', (request, reply, done) => {
    if (logsRequests) {
      // The route's pattern, never the URL: query strings and paths contain keys.
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

  // A compressed body would be parsed as plain text; an unknown charset, as UTF-8. After `onRequest`, in which the CORS
  // headers are set: without them a page could not read the error.
  app.addHook('preParsing', (request, _reply, _payload, done) => {
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
    // A browser with a mistyped URL gets a page with links; programs get the error format.
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

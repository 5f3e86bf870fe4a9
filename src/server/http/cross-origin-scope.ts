/**
 * The routes that pages of other origins may use. All other routes (webhooks, metrics, probes, pages) never get a CORS
 * header, as they are registered outside this scope.
 */
import cors, { type FastifyCorsOptions, type FastifyCorsOptionsDelegateCallback } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadUserInputError, OriginNotAllowedError } from '../../domain/errors.js';
import type { AllowedOrigins } from './allowed-origins.js';

/** How long browsers keep the answer to a preflight; Chromium keeps none for longer. */
const preflightSeconds = 7_200;

const allowed: FastifyCorsOptions = {
  // Reflects the origin, which is listed.
  origin: true,
  // Access tokens are sent in a header, by the page itself.
  credentials: false,
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  exposedHeaders: [
    'X-Request-Id',
    'Retry-After',
    'RateLimit',
    'RateLimit-Policy',
    // Of files.
    'Accept-Ranges',
    'Content-Disposition',
    'Content-Range',
    'ETag',
  ],
  maxAge: preflightSeconds,
};
const refused: FastifyCorsOptions = { origin: false };

/**
 * Runs `register` in a scope whose routes answer preflights and send CORS headers to listed origins.
 *
 * @returns the result of `register`
 */
export async function registerCrossOriginScope<Result>(
  app: FastifyInstance,
  origins: Pick<AllowedOrigins, 'isListed'>,
  register: (scope: FastifyInstance) => Promise<Result>,
): Promise<Result> {
  const results: Result[] = [];
  await app.register(async scope => {
    const delegator: FastifyCorsOptionsDelegateCallback = (request, done) =>
      done(null, mayAnswer(request, origins) ? allowed : refused);
    await scope.register(cors, { delegator });
    addPreflightRoutes(scope);
    results.push(await register(scope));
  });
  return results[0] as Result;
}

/** The plugin has one preflight route for all URLs of the server; only those with a route of the scope are answered. */
function mayAnswer(request: FastifyRequest, origins: Pick<AllowedOrigins, 'isListed'>): boolean {
  if (!origins.isListed(request.headers.origin)) return false;
  return request.method !== 'OPTIONS' || (request.routeOptions.url !== '*' && isPreflight(request));
}

const isPreflight = ({ headers }: FastifyRequest): boolean =>
  headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/** Adds an OPTIONS route for the URL of every later route of the scope. The plugin answers before its handler. */
function addPreflightRoutes(scope: FastifyInstance): void {
  const urls = new Set<string>();
  scope.addHook('onRoute', function (this: FastifyInstance, { url, method, config }) {
    if (method === 'OPTIONS' || urls.has(url)) return;
    urls.add(url);
    this.route({
      method: 'OPTIONS',
      url,
      ...(config ? { config } : {}),
      handler: async request => {
        if (isPreflight(request)) throw new OriginNotAllowedError(String(request.headers.origin));
        throw new BadUserInputError('OPTIONS', 'is answered for preflights of browsers only');
      },
    });
  });
}

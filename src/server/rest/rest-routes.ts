/**
 * REST routes of the set-up guides. They contain no rules: access is in the access table, behaviour is that of the
 * equivalent GraphQL fields.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Viewer } from '../../accounts/viewer.js';
import { assertAccess } from '../../resolvers/access.js';
import type { ResolverContext } from '../../resolvers/context.js';
import type { RestRoute } from './rest-route.js';
import { tataConversationsRoute } from './tata-conversations.js';
import { tataSendReplyRoute } from './tata-send-reply.js';
import { whatsAppStatsRoute } from './whatsapp-stats.js';

/** Dependencies of the routes. */
export interface RestRoutesOptions {
  /** Viewer of a request's bearer token; null without one. @throws UnauthenticatedError for an invalid one. */
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly createContext: (viewer: Viewer | null, request: FastifyRequest) => ResolverContext;
}

const routes: readonly RestRoute[] = [whatsAppStatsRoute, tataConversationsRoute, tataSendReplyRoute];

/** Registers the routes in their own scope, as only they accept forms. */
export async function registerRestRoutes(app: FastifyInstance, options: RestRoutesOptions): Promise<void> {
  await app.register(async scope => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    for (const route of routes) {
      const bare = route.path.replace(/\/$/, '');
      for (const url of [bare, `${bare}/`]) {
        scope.route({ method: route.method, url, handler: request => answer(route, options, request) });
      }
    }
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
  });
}

async function answer(
  route: RestRoute,
  { authenticate, createContext }: RestRoutesOptions,
  request: FastifyRequest,
): Promise<object> {
  const viewer = await authenticate(request);
  assertAccess(route.access.rootType, route.access.field, viewer);
  return route.handle(createContext(viewer, request), { query: request.query, body: request.body });
}

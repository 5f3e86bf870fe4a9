/**
 * The REST routes of the set-up guides. They hold no rules of their own: who may use them stands in the access table,
 * what they do is what the GraphQL fields of the same meaning do.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Viewer } from '../../accounts/viewer.js';
import { assertAccess } from '../../resolvers/access.js';
import type { ResolverContext } from '../../resolvers/context.js';
import type { RestRoute } from './rest-route.js';
import { tataConversationsRoute } from './tata-conversations.js';
import { tataSendReplyRoute } from './tata-send-reply.js';
import { whatsAppStatsRoute } from './whatsapp-stats.js';

/** What the routes need. */
export interface RestRoutesOptions {
  /** The viewer of a request's bearer token; null without one. @throws UnauthenticatedError for a bad one. */
  readonly authenticate: (authorization: string | undefined) => Promise<Viewer | null>;
  readonly createContext: (viewer: Viewer | null, request: FastifyRequest) => ResolverContext;
}

const routes: readonly RestRoute[] = [whatsAppStatsRoute, tataConversationsRoute, tataSendReplyRoute];

/** Registers the routes in a scope of their own, as only they take forms. */
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
  const viewer = await authenticate(request.headers.authorization);
  assertAccess(route.access.rootType, route.access.field, viewer);
  return route.handle(createContext(viewer, request), { query: request.query, body: request.body });
}

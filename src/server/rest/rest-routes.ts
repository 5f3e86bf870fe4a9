/**
 * REST routes of the set-up guides. They contain no rules: access is in the access table, behaviour is that of the
 * equivalent GraphQL fields.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../accounts/viewer.js';
import { runAuditedMutation } from '../../audit/run-audited.js';
import { ForbiddenError } from '../../domain/errors.js';
import { assertAccess } from '../../resolvers/access.js';
import type { ResolverContext } from '../../resolvers/context.js';
import { auditExportRoute } from './audit-export.js';
import type { RestRoute } from './rest-route.js';
import { StreamedBody } from './streamed-body.js';
import { tataConversationsRoute } from './tata-conversations.js';
import { tataSendReplyRoute } from './tata-send-reply.js';
import { whatsAppStatsRoute } from './whatsapp-stats.js';

/** Dependencies of the routes. */
export interface RestRoutesOptions {
  /** Viewer of a request's bearer token; null without one. @throws UnauthenticatedError for an invalid one. */
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly createContext: (viewer: Viewer | null, request: FastifyRequest) => ResolverContext;
}

const routes: readonly RestRoute[] = [
  whatsAppStatsRoute,
  tataConversationsRoute,
  tataSendReplyRoute,
  auditExportRoute,
];

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
        scope.route({
          method: route.method,
          url,
          handler: (request, reply) => answer(route, options, request, reply),
        });
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
  reply: FastifyReply,
): Promise<object> {
  const viewer = await authenticate(request);
  assertAccess(route.access.rootType, route.access.field, viewer);
  // The limits of such a token are a part of the GraphQL schema.
  if (viewer?.channelIds) {
    const action = `use ${route.path} with a token that is limited to some numbers; use GraphQL`;
    throw new ForbiddenError(action, null, []);
  }
  const context = createContext(viewer, request);
  const handle = () => route.handle(context, { query: request.query, body: request.body });
  const { rootType, field } = route.access;
  const body = await (rootType === 'Mutation' ? runAuditedMutation(field, context, handle) : handle());
  if (!(body instanceof StreamedBody)) return body;
  reply.header('content-type', body.contentType);
  reply.header('content-disposition', `attachment; filename="${body.fileName}"`);
  return body.stream;
}

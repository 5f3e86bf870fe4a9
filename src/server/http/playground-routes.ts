/** The playground: GraphiQL (as Ruru packs it) with sign-in and ready operations, all of it from this server. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getStaticFile } from 'ruru/static';
import { loadPlaygroundAssets } from './playground-assets.js';
import {
  type PlaygroundPageOptions,
  playgroundContentPolicy,
  renderPlaygroundPage,
} from './playground-page.js';

/** Options of `registerPlaygroundRoutes`. */
export type PlaygroundRoutesOptions = Pick<PlaygroundPageOptions, 'endpoint' | 'demoLogin'>;

/** Where the playground is. */
export const playgroundPath = '/playground';

const staticPath = `${playgroundPath}/static/`;
const assetsPath = `${playgroundPath}/assets/`;

/** For every answer below the page: workers load with the policy of their own file. */
const securityHeaders = {
  'content-security-policy': playgroundContentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Files are asked for again by their ETag: an update of the server must never meet a page of the old one.
  'cache-control': 'no-cache',
};

/** Registers `/playground` and what it loads. The page's files are read once, here. */
export function registerPlaygroundRoutes(app: FastifyInstance, options: PlaygroundRoutesOptions): void {
  const page = renderPlaygroundPage({ ...options, staticPath, assetsPath });
  const assets = loadPlaygroundAssets();

  app.get(playgroundPath, async (_request, reply) =>
    reply.headers({ ...securityHeaders, 'content-type': 'text/html; charset=utf-8' }).send(page),
  );
  app.get(`${assetsPath}*`, async (request, reply) => {
    const asset = assets.get((request.params as { '*': string })['*']);
    return asset
      ? sendFile(request, reply, { 'content-type': asset.contentType, etag: asset.etag }, asset.content)
      : reply.callNotFound();
  });
  app.get(`${staticPath}*`, async (request, reply) => {
    const acceptEncoding = request.headers['accept-encoding'];
    const file = await getStaticFile({
      staticPath,
      urlPath: request.url,
      acceptEncoding,
      disallowDevAssets: true,
    });
    return file ? sendFile(request, reply, file.headers, file.content) : reply.callNotFound();
  });
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Record<string, string>,
  content: Buffer,
): FastifyReply {
  const { etag = '' } = headers;
  if (request.headers['if-none-match'] === etag)
    return reply.headers(securityHeaders).header('etag', etag).code(304).send();
  return reply.headers({ ...securityHeaders, vary: 'accept-encoding', ...headers }).send(content);
}

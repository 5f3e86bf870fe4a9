/** The playground: a page to try the GraphQL API, served completely by this server. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pageHeaders, toContentPolicy } from './content-policy.js';
import { registerPageAssets } from './page-assets.js';
import { type PlaygroundPageOptions, renderPlaygroundPage } from './playground-page.js';

/** Options of `registerPlaygroundRoutes`. */
export type PlaygroundRoutesOptions = Pick<PlaygroundPageOptions, 'endpoint' | 'demoLogin'>;

/** Path of the playground. */
const playgroundPath = '/playground';

const assetsPath = `${playgroundPath}/assets/`;

/** Registers `/playground` and its assets. */
export function registerPlaygroundRoutes(app: FastifyInstance, options: PlaygroundRoutesOptions): void {
  for (const url of [playgroundPath, `${playgroundPath}/`]) {
    app.get(url, async (_request, reply) => {
      // For the one inline style element that the editor creates.
      const styleNonce = randomBytes(16).toString('base64url');
      return reply
        .headers(pageHeaders)
        .header('content-security-policy', toContentPolicy(`'self' 'nonce-${styleNonce}'`))
        .send(renderPlaygroundPage({ ...options, assetsPath }, styleNonce));
    });
  }
  registerPageAssets(app, { page: 'playground', path: assetsPath });
}

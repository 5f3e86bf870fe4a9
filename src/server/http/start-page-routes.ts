/** The start page. */
import type { FastifyInstance } from 'fastify';
import { plainPageHeaders, renderPlainPage } from './plain-page.js';

/** Dependencies of the pages. */
export interface StartPageOptions {
  readonly hasPlayground: boolean;
}

/** Registers `GET /`. */
export function registerStartPageRoutes(app: FastifyInstance, { hasPlayground }: StartPageOptions): void {
  const html = renderPlainPage('Trunkline', startBody(hasPlayground));
  app.get('/', async (_request, reply) => reply.headers(plainPageHeaders).send(html));
}

const startBody = (hasPlayground: boolean): string => `<p>This server is running. From here you can go to:</p>
<ul>
<li><a href="/inbox">The inbox</a>: read and answer the messages of all numbers.</li>
${
  hasPlayground
    ? '<li><a href="/playground">The playground</a>: sign in, run ready GraphQL operations, follow messages live, read the schema.</li>\n'
    : ''
}<li><a href="/docs/rest">The REST routes</a>, to read and to try out.</li>
<li><a href="/readyz">Health</a>: whether the server and its database are ready.</li>
</ul>
<p>Programs use <code>POST /graphql</code>, a WebSocket at <code>/graphql</code> (graphql-transport-ws), or
<code>POST /graphql/stream</code> (server-sent events).</p>`;

/** The start page, and the URL of the chat interface in the TATA guide. */
import type { FastifyInstance } from 'fastify';
import { plainPageHeaders, renderPlainPage } from './plain-page.js';

/** Dependencies of the pages. */
export interface StartPageOptions {
  readonly hasPlayground: boolean;
}

/** Registers `GET /` and `GET /tata-chat/`. */
export function registerStartPageRoutes(app: FastifyInstance, { hasPlayground }: StartPageOptions): void {
  const pages = {
    '/': renderPlainPage('Trunkline', startBody(hasPlayground)),
    '/tata-chat': renderPlainPage('Trunkline: where the chats are', chatBody(hasPlayground)),
    '/tata-chat/': renderPlainPage('Trunkline: where the chats are', chatBody(hasPlayground)),
  };
  for (const [url, html] of Object.entries(pages)) {
    app.get(url, async (_request, reply) => reply.headers(plainPageHeaders).send(html));
  }
}

const startBody = (hasPlayground: boolean): string => `<p>This server is running. From here you can go to:</p>
<ul>
${
  hasPlayground
    ? '<li><a href="/playground">The playground</a>: sign in, run ready GraphQL operations, follow messages live, read the schema.</li>\n'
    : ''
}<li><a href="/docs/rest">The REST routes</a>, to read and to try out.</li>
<li><a href="/readyz">Health</a>: whether the server and its database are ready.</li>
</ul>
<p>Programs use <code>POST /graphql</code>, a WebSocket at <code>/graphql</code> (graphql-transport-ws), or
<code>POST /graphql/stream</code> (server-sent events).</p>`;

const chatBody = (
  hasPlayground: boolean,
): string => `<p>This server has no chat page of its own at this address. The chats of the TATA numbers, and of all others, are here:</p>
<ul>
${
  hasPlayground
    ? '<li><a href="/playground">The playground</a>: sign in, then run <em>Inbox</em>, <em>LiveMessages</em> (new messages appear by themselves) and <em>SendReply</em>.</li>\n'
    : ''
}<li><a href="/docs/rest">The REST routes</a>: <code>GET /ajax/tata-conversations/</code> and <code>POST /ajax/tata-send-reply/</code>.</li>
<li>GraphQL at <code>/graphql</code>: the query <code>conversations</code>, the subscription <code>messageAdded</code>, the mutation <code>sendReply</code>.</li>
</ul>`;

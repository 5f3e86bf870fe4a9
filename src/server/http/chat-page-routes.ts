/** The address at which the TATA guide has its chat interface. */
import type { FastifyInstance } from 'fastify';

const page = (hasPlayground: boolean) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trunkline: where the chats are</title>
<h1>Where the chats are</h1>
<p>This server has no chat page of its own at this address. The chats of the TATA numbers, and of all others, are here:</p>
<ul>
${
  hasPlayground
    ? '<li><a href="/playground">The playground</a>: sign in, then run <em>Inbox</em>, <em>LiveMessages</em> (new messages appear by themselves) and <em>SendReply</em>.</li>\n'
    : ''
}<li><a href="/docs/rest">The REST routes</a>: <code>GET /ajax/tata-conversations/</code> and <code>POST /ajax/tata-send-reply/</code>.</li>
<li>GraphQL at <code>/graphql</code>: the query <code>conversations</code>, the subscription <code>messageAdded</code>, the mutation <code>sendReply</code>.</li>
</ul>
</html>
`;

const contentPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Registers `GET /tata-chat/`. */
export function registerChatPageRoutes(
  app: FastifyInstance,
  { hasPlayground }: { hasPlayground: boolean },
): void {
  const html = page(hasPlayground);
  for (const url of ['/tata-chat', '/tata-chat/']) {
    app.get(url, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .headers({ 'content-security-policy': contentPolicy, 'x-content-type-options': 'nosniff' })
        .send(html),
    );
  }
}

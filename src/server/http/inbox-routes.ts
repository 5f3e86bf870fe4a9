/** The agents' web application. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders, toDataBlock } from './content-policy.js';
import { type InboxFiles, readInboxFiles } from './inbox-files.js';

/** Dependencies of the pages. */
export interface InboxRoutesOptions {
  /** Users whom the sign-in page suggests; only ever the demo's. */
  readonly demo: { readonly emails: readonly string[]; readonly password: string } | null;
  /** True if simulators replace the providers: the page then has the demo drawer and the gallery. */
  readonly hasSimulators: boolean;
  /** Names the page in its configuration; every answer of the server has it too. */
  readonly buildId: string | null;
}

/** Path of the inbox. */
export const inboxPath = '/inbox';
/** The same pages for TATA's numbers only: the chat panel of TATA's set-up guide. */
const tataPath = '/tata-chat';

const headers = {
  ...pageHeaders,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
  // A file of an older build is not requested by a page that was fetched again.
  'cache-control': 'no-cache',
};

/** Marks the place of the configuration in the page. */
const configPlace = '{"config":null}';

/** Registers `/inbox`, `/tata-chat/` and the assets. The files are read at the first request. */
export function registerInboxRoutes(app: FastifyInstance, options: InboxRoutesOptions): void {
  let reading: Promise<InboxFiles> | undefined;
  const files = () => (reading ??= readInboxFiles());

  const sendPage = async (_request: FastifyRequest, reply: FastifyReply) => {
    const { html } = await files();
    const config = toDataBlock(options);
    return reply.headers(headers).send(html.replace(configPlace, () => config));
  };
  for (const path of [inboxPath, tataPath])
    for (const url of [path, `${path}/`, `${path}/*`]) app.get(url, sendPage);

  // Compressed by the build, at a level that no response could afford.
  app.get(`${inboxPath}/assets/*`, { compress: false }, async (request, reply) => {
    const asset = (await files()).assets.get((request.params as { '*': string })['*']);
    if (!asset) return reply.callNotFound();
    const isBrotli = asset.brotli !== null && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    if (isBrotli) reply.header('content-encoding', 'br');
    return reply
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'same-origin',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
      })
      .type(asset.contentType)
      .send(isBrotli ? asset.brotli : asset.content);
  });
}

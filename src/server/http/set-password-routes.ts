/** The page of a one-time link: a person sets their password. */
import type { FastifyInstance } from 'fastify';
import { setPasswordPath } from '../../accounts/password-links.js';
import { pageHeaders, toContentPolicy, toDataBlock } from './content-policy.js';
import { registerPageAssets } from './page-assets.js';

/** Options of `registerSetPasswordRoutes`. */
export interface SetPasswordRoutesOptions {
  /** URL path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** Page on which people can sign in afterwards; null without one. */
  readonly signInPath: string | null;
}

const assetsPath = `${setPasswordPath}/assets/`;
const contentPolicy = toContentPolicy("'self'");

/** Registers `/set-password` and its assets. */
export function registerSetPasswordRoutes(app: FastifyInstance, options: SetPasswordRoutesOptions): void {
  const page = renderPage(options);
  for (const url of [setPasswordPath, `${setPasswordPath}/`]) {
    app.get(url, async (_request, reply) =>
      reply.headers(pageHeaders).header('content-security-policy', contentPolicy).send(page),
    );
  }
  registerPageAssets(app, { page: 'set-password', path: assetsPath });
}

function renderPage(config: SetPasswordRoutesOptions): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Set your password</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetsPath}style.css">
<script type="application/json" id="page-config">${toDataBlock(config)}</script>
<script type="module" src="${assetsPath}script.js"></script>
</head>
<body>
<div id="set-password"><noscript>This page needs JavaScript.</noscript></div>
</body>
</html>
`;
}

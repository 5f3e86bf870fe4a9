/** The playground's HTML: Ruru's page with every script of its own moved to a file, and our bar on top. */
import { ruruHTML } from 'ruru/server';
import { placeFinders, readyOperations } from './ready-operations.js';

/** What the page is made from. */
export interface PlaygroundPageOptions {
  /** Path of the GraphQL endpoint, for HTTP and WebSocket. */
  readonly endpoint: string;
  /** Path of Ruru's files; ends in a slash. */
  readonly staticPath: string;
  /** Path of our own files; ends in a slash. */
  readonly assetsPath: string;
  /** Put into the sign-in form; only ever the demo's. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

/**
 * Nothing from elsewhere and no inline script. Styles may be inline: the editor positions everything with them.
 * `'self'` of `connect-src` covers the WebSocket of the same host too.
 */
export const playgroundContentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Renders the page. */
export function renderPlaygroundPage(options: PlaygroundPageOptions): string {
  const { endpoint, staticPath, assetsPath, demoLogin } = options;
  const config = JSON.stringify({ endpoint, staticPath, placeFinders, operations: readyOperations });
  return ruruHTML({
    staticPath,
    endpoint,
    htmlParts: {
      metaTags: original => `${original}
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="icon" href="data:," />`,
      titleTag: '<title>Trunkline playground</title>',
      styleTags: `<link rel="stylesheet" href="${staticPath}ruru.css" />
<link rel="stylesheet" href="${assetsPath}playground.css" />`,
      // A data block, not a script: the policy lets no inline script run.
      configScript: `<script type="application/json" id="playground-config">${config.replaceAll('<', '\\u003c')}</script>`,
      headerScripts: '',
      bodyContent: original => `${renderBar(demoLogin)}\n${original}`,
      bodyScripts: '',
      bodyInitScript: `<script type="module" src="${assetsPath}main.js"></script>`,
    },
  });
}

function renderBar(demoLogin: PlaygroundPageOptions['demoLogin']): string {
  const email = escapeHtml(demoLogin?.email ?? '');
  const password = escapeHtml(demoLogin?.password ?? '');
  return `<header class="bar">
<h1>Trunkline playground</h1>
<form id="sign-in" aria-label="Sign in">
<label>E-mail <input name="email" type="email" autocomplete="username" required value="${email}" /></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required value="${password}" /></label>
<button type="submit">Sign in</button>
</form>
<div id="signed-in" class="signed-in" hidden>Signed in as <strong id="user"></strong> <button id="sign-out" type="button">Sign out</button></div>
<label>Ready operations <select id="ready-operations"><option value="">Choose one to open it…</option></select></label>
<p id="bar-status" class="status" role="status"></p>
</header>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** HTML of the playground: a frame with the configuration of the script; the script renders the rest. */
import { toDataBlock } from './content-policy.js';

/** Options of the page. */
export interface PlaygroundPageOptions {
  /** URL path of the GraphQL endpoint, for HTTP and WebSocket. */
  readonly endpoint: string;
  /** URL path of the page's assets; ends in a slash. */
  readonly assetsPath: string;
  /** Prefills the sign-in form; only ever the demo's. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

/** Renders the page. @param styleNonce nonce of the response's content policy; new for each response */
export function renderPlaygroundPage(options: PlaygroundPageOptions, styleNonce: string): string {
  const { endpoint, assetsPath, demoLogin } = options;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trunkline playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetsPath}style.css">
<script type="application/json" id="playground-config">${toDataBlock({ endpoint, demoLogin, styleNonce })}</script>
<script type="module" src="${assetsPath}script.js"></script>
</head>
<body>
<div id="playground"><noscript>The playground needs JavaScript.</noscript></div>
</body>
</html>
`;
}

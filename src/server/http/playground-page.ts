/** The playground's HTML: a frame with what the script needs to know; the script builds everything else. */
import { toDataBlock } from './content-policy.js';

/** What the page is made from. */
export interface PlaygroundPageOptions {
  /** Path of the GraphQL endpoint, for HTTP and WebSocket. */
  readonly endpoint: string;
  /** Path of the page's files; ends in a slash. */
  readonly assetsPath: string;
  /** Put into the sign-in form; only ever the demo's. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

/** Renders the page. @param styleNonce new for each answer, the one of its content policy */
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

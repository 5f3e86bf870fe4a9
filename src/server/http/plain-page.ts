/** Static pages with a text and links: the start page, the 404 page. */
import { createHash } from 'node:crypto';
import { pageHeaders } from './content-policy.js';

const style = `
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 42em; padding: 2em 1em; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4em; }
li { margin: .6em 0; }
code { overflow-wrap: anywhere; }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of a plain page: it loads nothing and has only this style. */
export const plainPageHeaders = {
  ...pageHeaders,
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** Renders a page. @param body HTML below the heading; external values must be escaped already */
export function renderPlainPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}

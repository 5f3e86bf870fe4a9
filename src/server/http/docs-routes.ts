/** REST API documentation: the OpenAPI document, and a page (Swagger UI) that works without network access. */
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from '../openapi/open-api-document.js';
import { pageHeaders, toContentPolicy, toDataBlock } from './content-policy.js';
import { registerPageAssets } from './page-assets.js';

/** Options of `registerDocsRoutes`. */
export interface DocsRoutesOptions {
  readonly document: OpenApiDocument;
  /** Sign-in example of the page; only ever the demo's. The document itself does not contain it. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

/** Path of the page. */
const restDocsPath = '/docs/rest';

const documentPath = `${restDocsPath}/openapi.json`;
const assetsPath = `${restDocsPath}/assets/`;

const contentPolicy = toContentPolicy("'self'");

/** Registers `/docs/rest` with its assets, and `/docs/rest/openapi.json`. */
export function registerDocsRoutes(app: FastifyInstance, { document, demoLogin }: DocsRoutesOptions): void {
  const text = JSON.stringify(document, null, 2);
  const page = renderPage(demoLogin);
  app.get(documentPath, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text),
  );
  for (const url of [restDocsPath, `${restDocsPath}/`]) {
    app.get(url, async (_request, reply) =>
      reply.headers(pageHeaders).header('content-security-policy', contentPolicy).send(page),
    );
  }
  registerPageAssets(app, { page: 'rest-docs', path: assetsPath });
}

function renderPage(demoLogin: DocsRoutesOptions['demoLogin']): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trunkline REST</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetsPath}swagger-ui.css">
<link rel="stylesheet" href="${assetsPath}style.css">
<script type="application/json" id="page-config">${toDataBlock({ document: documentPath, demoLogin })}</script>
<script src="${assetsPath}swagger-ui-bundle.js" defer></script>
<script type="module" src="${assetsPath}script.js"></script>
</head>
<body>
<div id="rest-docs"><noscript>This page needs JavaScript; the document is at <a href="${documentPath}">${documentPath}</a>.</noscript></div>
</body>
</html>
`;
}

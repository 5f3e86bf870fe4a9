/** The REST API's description: the OpenAPI document, and a page (Swagger UI) that works without any network. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from '../openapi/open-api-document.js';

/** Where the page is. */
export const restDocsPath = '/docs/rest';

/** Nothing from elsewhere. Swagger UI positions parts with inline styles, and draws its signs from data URLs. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Registers `/docs/rest` with what its page loads, and `/docs/rest/openapi.json`. */
export async function registerDocsRoutes(app: FastifyInstance, document: OpenApiDocument): Promise<void> {
  const text = JSON.stringify(document, null, 2);
  app.get(`${restDocsPath}/openapi.json`, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text),
  );
  await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  await app.register(swaggerUi, {
    routePrefix: restDocsPath,
    staticCSP: contentPolicy,
    theme: { title: 'Trunkline REST' },
    // It would ask a server on the internet whether the document is valid.
    uiConfig: { validatorUrl: null, deepLinking: true, persistAuthorization: false },
  });
}

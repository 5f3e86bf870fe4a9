/**
 * The OpenAPI 3.1 document: every HTTP route outside GraphQL. A test compares it with the registered routes, in both
 * directions.
 */
import { bookingPaths } from './booking-paths.js';
import { createComponents } from './components.js';
import { guidePaths } from './guide-paths.js';
import { mediaPaths } from './media-paths.js';
import type { Paths, Schema } from './operation.js';
import { servicePaths } from './service-paths.js';
import { sessionPaths } from './session-paths.js';
import { createWebhookPaths, createWebhookSchemes } from './webhook-paths.js';

/** The document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Paths;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, Schema>>;
  };
}

const description = `The REST side of Trunkline: signing in, the routes of the set-up guides, and where providers post.
GraphQL, with everything else and live subscriptions, is at \`/graphql\`; its playground at \`/playground\`.

Errors have one shape, \`{ "error": { "code", "message", "requestId" } }\`, with facts next to the code; the message says
what to do next. The guides' paths are served with and without a slash at their end.`;

/** Creates the document. */
export function createOpenApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.1',
    info: { title: 'Trunkline REST', version: '1', description },
    servers: [{ url: '/' }],
    tags: [
      { name: 'Signing in', description: 'For the access token that the other routes take.' },
      { name: 'Messages', description: 'Reading and answering, as the set-up guides do it.' },
      { name: 'Files', description: 'What people sent, and what agents send, behind signed links.' },
      { name: 'Webhooks', description: 'Where providers post. Answered when everything is stored.' },
      { name: 'Bookings', description: 'What customers get with their notices.' },
      { name: 'Administration', description: 'For the owner of a company.' },
      { name: 'Operation', description: 'For the operator of the server.' },
      { name: 'Pages', description: 'Pages for a browser.' },
    ],
    paths: {
      ...guidePaths,
      ...sessionPaths,
      ...createWebhookPaths(),
      ...mediaPaths,
      ...bookingPaths,
      ...servicePaths,
    },
    components: {
      schemas: createComponents(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From `/auth/login`.' },
        ...createWebhookSchemes(),
      },
    },
  };
}

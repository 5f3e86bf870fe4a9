/** Routes for operators, for customers' calendars, and the pages. */
import { errorAnswers, json, type Operation, open, type Paths, ref } from './operation.js';

const get = (
  operationId: string,
  tag: string,
  summary: string,
  description: string,
  responses: Operation['responses'],
): { readonly get: Operation } => ({
  get: { operationId, tags: [tag], summary, description, security: open, responses },
});

const page = (description: string) => ({
  200: { description, content: { 'text/html': { schema: { type: 'string' } } } },
});

/** The paths. */
export const servicePaths: Paths = {
  '/healthz': get('healthz', 'Operation', 'The process lives', 'Asks nothing else.', {
    200: { description: 'It does.', content: json(ref('Status')) },
  }),
  '/readyz': get('readyz', 'Operation', 'The server can serve', 'Asks the database, for 2 s at the most.', {
    200: { description: 'It can.', content: json(ref('Status')) },
    503: { description: 'The database is away, or the server is stopping.', content: json(ref('Status')) },
  }),
  '/diagnosis': get(
    'diagnosis',
    'Operation',
    'How a request arrives',
    'For `trunkline doctor`, which signs a token with `AUTH_SECRET`.',
    {
      200: { description: 'The request as the server sees it.', content: json(ref('Diagnosis')) },
      ...errorAnswers('UNAUTHENTICATED'),
    },
  ),
  '/metrics': get(
    'metrics',
    'Operation',
    'Numbers for Prometheus',
    'No label identifies a tenant or a person.',
    {
      200: { description: 'In its text format.', content: { 'text/plain': { schema: { type: 'string' } } } },
      ...errorAnswers(),
    },
  ),
  '/calendar/{name}': {
    get: {
      ...get('calendar', 'Bookings', 'The calendar file of a booking', 'The link in a notice has the name.', {
        200: { description: 'The file.', content: { 'text/calendar': { schema: { type: 'string' } } } },
        ...errorAnswers('NOT_FOUND', 'UNAVAILABLE'),
      }).get,
      parameters: [
        {
          name: 'name',
          in: 'path',
          required: true,
          description: 'Made by the server, with a seal.',
          schema: { type: 'string' },
        },
      ],
    },
  },
  '/': get(
    'startPage',
    'Pages',
    'The start page',
    'Leads to the inbox, to the playground, to these routes and to the health of the server.',
    page('Links for people.'),
  ),
  '/inbox': get(
    'inbox',
    'Pages',
    'The inbox',
    'The web application of agents; also every path below it.',
    page('Conversations, messages and replies, live.'),
  ),
  '/playground': get(
    'playground',
    'Pages',
    'The GraphQL playground',
    'Where `PLAYGROUND` is on.',
    page('An editor with ready operations, all of it from this server.'),
  ),
  '/set-password': get(
    'setPasswordPage',
    'Pages',
    'Where people set their password',
    'The link of `createUser` and `createPasswordLink` leads here; its token is in the fragment, which is not sent.',
    page('A form; it uses the mutation `setPassword`.'),
  ),
  '/tata-chat/': get(
    'tataChat',
    'Pages',
    'The inbox of the TATA numbers',
    "The TATA guide's address of the chat interface; also every path below it.",
    page('The web application, with the conversations of TATA numbers only.'),
  ),
  '/docs/rest': get(
    'restDocs',
    'Pages',
    'This document as a page',
    'Without any network.',
    page('The page.'),
  ),
  '/docs/rest/openapi.json': get('openApi', 'Pages', 'This document', 'OpenAPI 3.1.', {
    200: { description: 'The document.', content: json({ type: 'object' }) },
  }),
};

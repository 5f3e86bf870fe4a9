/**
 * What the first screen waits for, begun before the application is there: the session, then the first list, and the texts
 * of the language. The build makes a small script of this file and what it imports, which the browser executes while it
 * still reads the application (`early-script.ts`).
 */
import { firstRows, isTataOnly } from '../config/page-config.js';
import { longestQueryMs } from '../config/query-limit.js';
import { readFilters, toServerFilter } from '../conversations/filters.js';
import { startQuery } from '../conversations/kept-filters.js';
import { StartDocument, type StartQueryVariables } from '../gql/operations.js';
import { catalogues, chooseLocale } from '../i18n/catalogues.js';
import { type BrowserSession, refresh } from '../session/session-requests.js';

interface FirstAnswer {
  readonly variables: StartQueryVariables;
  readonly response: Promise<Response>;
}

let session: Promise<BrowserSession> | null = refresh();
let answer: FirstAnswer | null = null;

session.then(
  ({ accessToken, user }) => {
    // That page has to know its numbers first.
    if (isTataOnly) return;
    const scope = { viewerId: user.id, channels: null };
    const variables = { filter: toServerFilter(readFilters(startQuery()), scope), first: firstRows };
    const response = fetch('/graphql', {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify({ operationName: 'Start', query: StartDocument, variables }),
      signal: AbortSignal.timeout(longestQueryMs),
    });
    // The one that takes it sees the failure.
    response.catch(() => {});
    answer = { variables, response };
  },
  () => {},
);
catalogues[chooseLocale()].first().catch(() => {});

/** The session of the cookie, once: what asks later needs a later one. */
export function takeSession(): Promise<BrowserSession> | null {
  const taken = session;
  session = null;
  return taken;
}

/**
 * The answer to the first query, once.
 *
 * @param body of the request, as it would be sent
 * @returns null when the request has to be sent
 */
export function takeFirstAnswer(body: unknown): Promise<Response> | null {
  if (answer === null || typeof body !== 'string') return null;
  const { operationName, variables } = JSON.parse(body);
  if (operationName !== 'Start') return null;
  const { response, variables: asked } = answer;
  answer = null;
  return toText(variables) === toText(asked) ? response : null;
}

/** Equal values have the same text. */
const toText = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Queries and mutations over HTTP, with the token of the session. */
import type { GraphQLAnswer } from './graphql-answer.js';
import { type PageSession, unreachable } from './session.js';

/** What to run. */
export interface GraphQLParameters {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Sends one operation. @throws Error with a message for the reader when there is no answer */
export type GraphQLRequest = (parameters: GraphQLParameters, signal?: AbortSignal) => Promise<GraphQLAnswer>;

/** Makes the sender. */
export function createGraphQLRequest(endpoint: string, session: PageSession): GraphQLRequest {
  const send = async (parameters: GraphQLParameters, token: string | null, signal?: AbortSignal) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(parameters),
      signal: signal ?? null,
    }).catch(error => {
      throw error?.name === 'AbortError' ? error : new Error(unreachable);
    });
    const answer = await response.json().catch(() => {
      throw new Error(`The server answered ${response.status} without JSON.`);
    });
    return { status: response.status, answer: toGraphQLAnswer(answer) };
  };
  return async (parameters, signal) => {
    const token = await session.freshToken();
    const { status, answer } = await send(parameters, token, signal);
    if (status !== 401 || token === null) return answer;
    // The clock of this computer may be wrong, so that the token expired early; a session that has ended says so itself.
    await session.renew();
    if (session.user.value === null) return answer;
    return (await send(parameters, await session.freshToken(), signal)).answer;
  };
}

/** Routes outside GraphQL answer errors in a form of their own. */
function toGraphQLAnswer(
  answer: GraphQLAnswer & { readonly error?: { readonly message: string; readonly code: string } },
): GraphQLAnswer {
  if (!answer.error) return answer;
  const { message, code } = answer.error;
  return { errors: [{ message, extensions: { code } }] };
}

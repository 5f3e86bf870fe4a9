/** Client of a running server's GraphQL API. */
import { errorCodes, TrunklineError, UnavailableError } from '../domain/errors.js';

/** Runs operations on a server. */
export type RemoteGraphQL = <Data>(
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<Data>;

interface RemoteAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const timeoutMs = 60_000;
const signInMutation =
  'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { accessToken } }';

/**
 * Signs in to the server at a base URL. @throws the server's own error, UnavailableError when the server does not
 * answer
 */
export async function signIn(baseUrl: string, email: string, password: string): Promise<RemoteGraphQL> {
  const { signIn: session } = await ask<{ signIn: { accessToken: string } }>(baseUrl, null, signInMutation, {
    email,
    password,
  });
  return (query, variables) => ask(baseUrl, session.accessToken, query, variables);
}

async function ask<Data>(
  baseUrl: string,
  token: string | null,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const url = `${baseUrl.replace(/\/+$/, '')}/graphql`;
  const answer = await post<Data>(url, token, JSON.stringify({ query, variables }));
  const [error] = answer.errors ?? [];
  if (error || !answer.data)
    throw toError(error?.message ?? 'The server gave no data.', error?.extensions?.code);
  return answer.data;
}

async function post<Data>(url: string, token: string | null, body: string): Promise<RemoteAnswer<Data>> {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return (await response.json()) as RemoteAnswer<Data>;
  } catch (cause) {
    throw new UnavailableError(`No Trunkline answers at ${url}: start one with "npm start", or give --url`, {
      cause,
    });
  }
}

function toError(message: string, code: string | undefined): TrunklineError {
  const known = Object.keys(errorCodes).find(name => name === code) as keyof typeof errorCodes | undefined;
  return new TrunklineError(known ?? 'INTERNAL', message);
}

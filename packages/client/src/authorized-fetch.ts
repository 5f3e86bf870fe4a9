import type { Fetch } from './fetch.js';
import type { TokenKeeper } from './session/token-keeper.js';

/**
 * A `fetch` that sends the access token. When the server answers UNAUTHENTICATED, the token is refreshed and the request
 * sent once more; the server did not execute it. For any GraphQL client, and for the REST routes.
 *
 * A request that has its own `Authorization` header is sent as it is.
 */
export function authorizedFetch(keeper: TokenKeeper, send: Fetch = (...given) => fetch(...given)): Fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    if (headers.has('authorization')) return send(input, init);
    const sendWith = (token: string | null): Promise<Response> => {
      if (token !== null) headers.set('authorization', `Bearer ${token}`);
      return send(input instanceof Request ? input.clone() : input, { ...init, headers });
    };
    const token = await keeper.accessToken();
    const response = await sendWith(token);
    // A stream as body is used up.
    if (token === null || init?.body instanceof ReadableStream) return response;
    if (!(await isUnauthenticated(response))) return response;
    keeper.reject(token);
    const next = await keeper.accessToken();
    return next === null || next === token ? response : sendWith(next);
  };
}

const jsonTypes = /^application\/(?:graphql-response\+)?json\b/i;
const code = 'UNAUTHENTICATED';

async function isUnauthenticated(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  if (!jsonTypes.test(response.headers.get('content-type') ?? '')) return false;
  const text = await response.clone().text();
  // Most responses are not parsed a second time.
  if (!text.includes(code)) return false;
  try {
    const { errors } = JSON.parse(text) as { errors?: { extensions?: { code?: unknown } }[] };
    return errors?.some(error => error.extensions?.code === code) ?? false;
  } catch {
    return false;
  }
}

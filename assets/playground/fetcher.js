/** How operations reach the server: queries and mutations over HTTP, subscriptions over graphql-ws. */
import { createClient } from './graphql-ws/client.js';
import { findOperation } from './operations.js';

const notSignedIn = 'Not signed in: use the form at the top of the page.';
const unreachable = 'The server cannot be reached. Is it running?';
const forbidden = 4403;

/** `report(text)` shows a sentence to the reader; an empty one takes it away. */
export function createTransport({ endpoint, session, report }) {
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${endpoint}`,
    connectionParams: async () => {
      const token = await session.freshToken();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
    retryAttempts: 5,
    shouldRetry: () => session.user !== null,
    on: {
      connected: (_socket, _payload, wasRetry) =>
        report(
          wasRetry
            ? 'Reconnected. What happened in between is not shown; pass "after" to have it replayed.'
            : '',
        ),
      closed: ({ code }) => {
        if (code === forbidden) void session.renew();
        else if (code !== 1000) report(`${unreachable} Trying again…`);
      },
    },
  });

  const send = async (params, headers) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(params),
    }).catch(() => {
      report(unreachable);
      throw new Error(unreachable);
    });
    const answer = await response.json().catch(() => {
      throw new Error(`The server answered ${response.status} without JSON.`);
    });
    // A token that is refused is answered before GraphQL, in the form of the REST routes.
    if (!answer.error) return { status: response.status, result: answer };
    const { message, code } = answer.error;
    return { status: response.status, result: { errors: [{ message, extensions: { code } }] } };
  };

  /** Headers of the reader's own go over the session's. */
  const post = async (params, ownHeaders) => {
    const withToken = token => ({ ...(token ? { authorization: `Bearer ${token}` } : {}), ...ownHeaders });
    const token = await session.freshToken();
    let answer = await send(params, withToken(token));
    if (answer.status === 401 && token) {
      // Perhaps this computer's clock is wrong and the token has ended; a session that has ended says so itself.
      await session.renew();
      if (session.user !== null) answer = await send(params, withToken(await session.freshToken()));
      return answer.result;
    }
    const isRefused = answer.result.errors?.some(error => error.extensions?.code === 'UNAUTHENTICATED');
    report(isRefused && !token ? notSignedIn : '');
    return answer.result;
  };

  const subscribe = async params => {
    if ((await session.freshToken()) === null) {
      report(notSignedIn);
      return { errors: [{ message: notSignedIn, extensions: { code: 'UNAUTHENTICATED' } }] };
    }
    return withReadableErrors(client.iterate(params));
  };

  return {
    /** A fetcher as GraphiQL wants it; a new one each time, as a new one makes it load the schema again. */
    createFetcher: () => (given, options) => {
      const operation = findOperation(given.query, given.operationName);
      const params = operation?.name ? { ...given, operationName: operation.name } : given;
      return operation?.kind === 'subscription' ? subscribe(params) : post(params, options?.headers);
    },
    post,
    /** Another person has signed in: what is open was opened for the one before. */
    restart: () => client.terminate(),
  };
}

/** GraphQL errors become a result, a closed socket a sentence. */
function withReadableErrors(results) {
  const next = async () => {
    try {
      return await results.next();
    } catch (error) {
      if (Array.isArray(error)) return { done: false, value: { errors: error } };
      if (error?.code === forbidden) throw new Error(notSignedIn);
      if (typeof error?.code === 'number')
        throw new Error(`${unreachable} (${error.code} ${error.reason})`.trim());
      throw error;
    }
  };
  return {
    next,
    return: () => results.return(),
    throw: error => results.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

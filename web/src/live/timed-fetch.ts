/**
 * Gives up a query that the server does not answer: over a network that drops packets a request can wait for many minutes,
 * and a browser makes six at once at most. What asked says so, and asks again.
 */
import { longestQueryMs } from '../config/query-limit.js';

/**
 * A `fetch` with a limit of time for queries. A mutation has none: it may do its work after the page has given up. Only a
 * reply is repeated, with its key.
 *
 * @param send makes the request
 */
export const timedFetch =
  (send: typeof fetch, limitMs = longestQueryMs): typeof fetch =>
  (input, init) => {
    if (mustBeWaitedFor(init?.body)) return send(input, init);
    const limit = AbortSignal.timeout(limitMs);
    return send(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };

/** The operation is the first definition of a document. */
const mustBeWaitedFor = (body: unknown): boolean =>
  typeof body === 'string' &&
  /"query":"\s*mutation\b/.test(body) &&
  !body.startsWith('{"operationName":"SendReply"');

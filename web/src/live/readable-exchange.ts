/**
 * Asks again for what the normalised cache cannot read back. An answer is written to the cache and read from it; when an
 * event has put something newer there, of which less is known (another person, say), the query is incomplete, and its
 * result would have no data, no error, and nothing would follow.
 */
import { CombinedError, type Exchange, makeOperation, mapExchange, type Operation } from '@urql/core';

/** After this many answers that cannot be read, it is a failure. */
const maxAnswers = 5;

/** Key of the context of an operation: how many answers to it could not be read. */
const unreadableAnswers = 'unreadableAnswers';

/** The exchange in front of the cache. @param ask sends an operation to the server again */
export function readableExchange(ask: (operation: Operation) => void): Exchange {
  return mapExchange({
    onResult: result => {
      const { operation, data, error, stale } = result;
      // An answer follows a stale result.
      if (operation.kind !== 'query' || stale || error !== undefined) return;
      if (data !== null && data !== undefined) return;
      const answers = (operation.context[unreadableAnswers] ?? 0) + 1;
      if (answers === maxAnswers) {
        const networkError = new Error('The answer is incomplete.');
        return { ...result, error: new CombinedError({ networkError }) };
      }
      const context = {
        ...operation.context,
        requestPolicy: 'network-only',
        [unreadableAnswers]: answers,
      } as const;
      ask(makeOperation('query', operation, context));
      // Who waits for it goes on waiting.
      return { ...result, stale: true };
    },
  });
}

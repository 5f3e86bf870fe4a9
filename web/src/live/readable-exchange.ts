/**
 * Asks again for what the normalised cache cannot read back. An answer is written to the cache and read from it; when an
 * event has put something newer there, of which less is known (another person, say), the query is incomplete, and its
 * result would have no data, no error, and nothing would follow.
 */
import {
  CombinedError,
  type Exchange,
  makeOperation,
  mapExchange,
  type Operation,
  type OperationResult,
} from '@urql/core';

/** After this many answers that cannot be read, it is a failure. */
const maxAnswers = 5;

/** The exchange in front of the cache. @param ask sends an operation to the server again */
export function readableExchange(ask: (operation: Operation) => void): Exchange {
  const unreadable = new Map<number, number>();
  const isReadable = ({ operation, data, error, stale }: OperationResult): boolean =>
    operation.kind !== 'query' || stale || error !== undefined || (data !== null && data !== undefined);
  return mapExchange({
    onResult: result => {
      const { operation } = result;
      if (isReadable(result)) {
        unreadable.delete(operation.key);
        return;
      }
      const answers = (unreadable.get(operation.key) ?? 0) + 1;
      if (answers === maxAnswers) {
        unreadable.delete(operation.key);
        return {
          ...result,
          error: new CombinedError({ networkError: new Error('The answer is incomplete.') }),
        };
      }
      unreadable.set(operation.key, answers);
      ask(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }));
      // Who waits for it goes on waiting.
      return { ...result, stale: true };
    },
  });
}

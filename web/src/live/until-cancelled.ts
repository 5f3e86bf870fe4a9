import type { OperationResult, OperationResultSource } from '@urql/core';

/** The result of a query; null when it is cancelled before, which ends the request. */
export const untilCancelled = <Data, Variables extends object>(
  source: OperationResultSource<OperationResult<Data, Variables>>,
  cancelled: AbortSignal,
): Promise<OperationResult<Data, Variables> | null> =>
  new Promise(resolve => {
    const { unsubscribe } = source.subscribe(result => {
      resolve(result);
      queueMicrotask(() => unsubscribe());
    });
    cancelled.addEventListener('abort', () => {
      unsubscribe();
      resolve(null);
    });
  });

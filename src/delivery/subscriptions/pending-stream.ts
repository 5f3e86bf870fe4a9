/**
 * The iterator that graphql-ws holds for a subscription whose results are written to the socket directly: it yields
 * nothing, ends when the client completes, and throws when the subscription fails.
 *
 * Written by hand, as a waiting async generator cannot be stopped: its `return()` queues behind the next value.
 */

/** An iterator without values. */
export interface PendingStream extends AsyncGenerator<never, void, void> {
  /** Ends the iteration with an error. */
  fail(error: unknown): void;
}

/** Creates an iterator; `onEnd` is called once, when the iteration ends for any reason. */
export function createPendingStream(
  onStart: (stream: PendingStream) => void,
  onEnd: () => void,
): PendingStream {
  let settle: {
    resolve: (result: IteratorResult<never, void>) => void;
    reject: (error: unknown) => void;
  } | null = null;
  let hasEnded = false;
  let hasStarted = false;
  let failure: { readonly error: unknown } | null = null;

  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd();
  };

  const stream: PendingStream = {
    next: () =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure.error);
        if (hasEnded) return resolve({ done: true, value: undefined });
        settle = { resolve, reject };
        if (!hasStarted) {
          hasStarted = true;
          onStart(stream);
        }
      }),
    return: () => {
      end();
      settle?.resolve({ done: true, value: undefined });
      settle = null;
      return Promise.resolve({ done: true, value: undefined });
    },
    throw: error => {
      end();
      settle?.reject(error);
      settle = null;
      return Promise.reject(error);
    },
    fail: error => {
      if (hasEnded) return;
      failure = { error };
      end();
      settle?.reject(error);
      settle = null;
    },
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await stream.return();
    },
  };
  return stream;
}

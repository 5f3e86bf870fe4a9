/** Called with what a callback of the application threw or rejected with. */
export type ThrowHandler = (error: unknown) => void;

/**
 * Calls a callback of the application. What it throws is reported and goes no further: a fault in one callback must not
 * end a stream that others depend on.
 *
 * @returns its result, undefined when it threw
 */
export function callSafely<Result>(
  callback: () => Result,
  onThrow: ThrowHandler | undefined,
): Result | undefined {
  try {
    const result = callback();
    // An async callback fits a type that returns void; its rejection would be unhandled, which ends a Node.js process.
    if (isThenable(result)) result.then(undefined, (error: unknown) => reportThrow(error, onThrow));
    return result;
  } catch (error) {
    reportThrow(error, onThrow);
    return undefined;
  }
}

/** Reports to `onThrow`; without one, or when it throws too, as an uncaught error of the page, in Node.js to stderr. */
function reportThrow(error: unknown, onThrow: ThrowHandler | undefined): void {
  if (onThrow === undefined) {
    reportGlobally(error);
    return;
  }
  try {
    onThrow(error);
  } catch (secondError) {
    reportGlobally(error);
    reportGlobally(secondError);
  }
}

function reportGlobally(error: unknown): void {
  const { reportError } = globalThis as { reportError?: (error: unknown) => void };
  if (typeof reportError === 'function') reportError(error);
  // biome-ignore lint/suspicious/noConsole: Node.js has no reportError, and the error must not be lost
  else console.error(error);
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** Ends a `switch` over a union: an unhandled member fails the build, and throws at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

/** The end of a subscription as an Error: a close event, or what a client threw. Lists of GraphQL errors are not meant. */
export function toError(failure: unknown): Error {
  if (failure instanceof Error) return failure;
  const { code, reason } = (failure ?? {}) as { readonly code?: unknown; readonly reason?: unknown };
  const text = typeof reason === 'string' && reason !== '' ? reason : 'The server ended the subscription.';
  return new Error(code === undefined ? text : `${text} (${String(code)})`, { cause: failure });
}

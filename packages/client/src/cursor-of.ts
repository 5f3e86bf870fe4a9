import type { ExecutionResult } from './resume/resume.js';

/** Cursor of an event: the field `cursor` that the document selects in the subscription's field. */
export function cursorOf({ data }: ExecutionResult<unknown>): string | null {
  const [event] = Object.values((data ?? {}) as Record<string, { readonly cursor?: unknown } | null>);
  return typeof event?.cursor === 'string' ? event.cursor : null;
}

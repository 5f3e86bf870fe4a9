/** Error output of a failed start: a sentence that names the variable and the fix, not a stack. */
import { TrunklineError } from '../domain/errors.js';

/** The text for the terminal, or one JSON object for a JSON log. */
export function formatStartFailure(error: unknown, format: 'json' | 'pretty'): string {
  const known = error instanceof TrunklineError ? error : null;
  const text = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  if (format === 'pretty') {
    return known
      ? `Trunkline cannot start: ${text}`
      : `Trunkline cannot start; this is a fault of ours:\n${stack ?? text}`;
  }
  return JSON.stringify({
    level: 60,
    time: new Date().toISOString(),
    msg: `cannot start: ${text}`,
    code: known?.code ?? 'INTERNAL',
    ...(known ? known.facts : { err: { message: text, stack } }),
  });
}

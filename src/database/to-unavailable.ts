/** Classifies database errors: PostgreSQL unavailable, or a fault of the statement. */
import { TrunklineError, UnavailableError } from '../domain/errors.js';

/** SQLSTATE classes for an unavailable or stopping PostgreSQL: connection, resources, operator intervention. */
const awayClasses = new Set(['08', '53', '57']);
const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'ENOENT']);
const awayMessages =
  /timeout|Connection terminated|Client has encountered a connection error|not queryable|pool after calling end/i;

/** Converts errors of an unavailable database to UnavailableError, with the cause. Other errors pass unchanged. */
export function toUnavailable(error: unknown): unknown {
  if (error instanceof TrunklineError || !(error instanceof Error)) return error;
  const code = findCode(error);
  const isAway =
    (code !== null && (awayCodes.has(code) || (code.length === 5 && awayClasses.has(code.slice(0, 2))))) ||
    (code === null && awayMessages.test(error.message));
  return isAway ? new UnavailableError('The database does not answer', { cause: error }) : error;
}

function findCode(error: Error): string | null {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return code;
  return error.cause instanceof Error ? findCode(error.cause) : null;
}

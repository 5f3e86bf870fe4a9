/** Errors of requests: cursors, limits, bodies, and a server that cannot answer now. */
import { TrunklineError } from './trunkline-error.js';

/** A cursor that is forged, altered, or of another tenant or use. */
export class CursorInvalidError extends TrunklineError {
  constructor() {
    super(
      'CURSOR_INVALID',
      'This cursor cannot be used here; load the list again and continue from its cursor.',
    );
  }
}

/** A stream cursor whose events were deleted: it is too old, or the database was restored to an earlier state. */
export class CursorExpiredError extends TrunklineError {
  constructor() {
    super(
      'CURSOR_EXPIRED',
      'The events after this cursor were deleted from the log; query the current state and resume from its syncCursor.',
    );
  }
}

/** A document over the limits of length, tokens, depth, aliases or cost. */
export class QueryTooComplexError extends TrunklineError {
  constructor(limit: string, max: number, actual?: number) {
    super(
      'QUERY_TOO_COMPLEX',
      `The operation is over the limit of ${max} for ${limit}${actual === undefined ? '' : ` (it has ${actual})`}; ask for less at once.`,
      actual === undefined ? { limit, max } : { limit, max, actual },
    );
  }
}

/** A search that takes too long: its words occur too often where the filter leaves too little. */
export class SearchTooBroadError extends TrunklineError {
  constructor() {
    super(
      'SEARCH_TOO_BROAD',
      'This search takes too long; add a word, or a filter such as a number or a time.',
    );
  }
}

/** The rate limit of this kind of request is exceeded. */
export class RateLimitedError extends TrunklineError {
  constructor(what: string, retryAfterSeconds: number) {
    super('RATE_LIMITED', `Too many ${what}; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
  }
}

/** A content type that the route does not accept. */
export class UnsupportedMediaTypeError extends TrunklineError {
  constructor(expected: readonly string[]) {
    super('UNSUPPORTED_MEDIA_TYPE', `Send one of these content types: ${expected.join(', ')}.`, { expected });
  }
}

/** A body that does not match its content type. */
export class BodyUndecodableError extends TrunklineError {
  constructor(what: string) {
    super('BODY_UNDECODABLE', `The body is not valid ${what}.`);
  }
}

/** The server cannot answer now, and nothing was stored: retry the same request. */
export class UnavailableError extends TrunklineError {
  constructor(why: string, options?: ErrorOptions) {
    super('UNAVAILABLE', `${why}; nothing was stored, try again.`, { retryAfterSeconds: 5 }, options);
  }
}

/**
 * The error as the caller may see it. Errors that only the operator can repair (configuration, database) become
 * UNAVAILABLE, with the original error as the cause for the log; all others stay unchanged.
 */
export function toCallersError(error: TrunklineError): TrunklineError {
  return error.code === 'CONFIGURATION_INVALID' || error.code === 'DATABASE_UNUSABLE'
    ? new UnavailableError('The server cannot do this at the moment', { cause: error })
    : error;
}

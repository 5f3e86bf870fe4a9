/** The catalogue of codes; docs/errors.md explains each, and a test compares them. */

/** HTTP status for each documented code. The keys are the catalogue of codes. */
export const errorCodes = {
  UNAUTHENTICATED: 401,
  SECOND_FACTOR_REQUIRED: 401,
  FORBIDDEN: 403,
  ORIGIN_NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  LIMIT_REACHED: 409,
  CHANNEL_MISMATCH: 409,
  CHANNEL_NOT_ACTIVE: 409,
  CHANNEL_CANNOT: 409,
  REPLY_WINDOW_CLOSED: 409,
  RECIPIENT_OPTED_OUT: 409,
  TEMPLATE_NOT_SENDABLE: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  MESSAGE_NOT_RETRYABLE: 409,
  SIMULATORS_OFF: 409,
  TEXT_TOO_LONG: 400,
  MEDIA_NOT_READY: 409,
  MEDIA_TOO_LARGE: 413,
  MEDIA_TYPE_REFUSED: 415,
  STORAGE_FULL: 507,
  LINK_EXPIRED: 410,
  CURSOR_INVALID: 400,
  CURSOR_EXPIRED: 410,
  QUERY_TOO_COMPLEX: 400,
  SEARCH_TOO_BROAD: 400,
  RATE_LIMITED: 429,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  BODY_UNDECODABLE: 400,
  PROVIDER_FAILED: 502,
  UNAVAILABLE: 503,
  INTERNAL: 500,
  CONFIGURATION_INVALID: 500,
  DATABASE_UNUSABLE: 500,
  ADDRESS_UNUSABLE: 500,
} as const;

/** A documented error code; `extensions.code` in GraphQL responses and `code` in REST responses. */
export type ErrorCode = keyof typeof errorCodes;

/** Codes of a failed start: they are printed, and never sent to a caller. */
export const startCodes = [
  'CONFIGURATION_INVALID',
  'DATABASE_UNUSABLE',
  'ADDRESS_UNUSABLE',
] as const satisfies readonly ErrorCode[];

/** A code that a caller can get; the members of the enum ErrorCode in the schema. */
export type ApiErrorCode = Exclude<ErrorCode, (typeof startCodes)[number]>;

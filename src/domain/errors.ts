/**
 * Every error that Trunkline raises on purpose.
 *
 * One tree: a stable `code` (documented in docs/errors.md, compared with it by a test), typed facts, and a sentence
 * that says what to do next. Boundaries map these to an HTTP status or GraphQL `extensions`; code in between does not
 * catch them. Anything that is not a TrunklineError is unexpected: it is masked before it is sent.
 */

import type { ConflictReason } from './conflict-reason.js';
import { shorten } from './shorten.js';

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

/** Facts that may be sent with the code; never a secret, a stack or SQL. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** Root of the error tree; the message of such an error is written for the caller. */
export class TrunklineError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(shorten(message), options);
    this.name = new.target.name;
    this.code = code;
    this.facts = Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? shorten(fact) : fact]),
    );
  }

  /** HTTP status of the code. */
  get httpStatus(): number {
    return errorCodes[this.code];
  }
}

/** No credential, or an invalid or expired one. */
export class UnauthenticatedError extends TrunklineError {
  constructor(message = 'Sign in first: send a valid access token as "Authorization: Bearer …".') {
    super('UNAUTHENTICATED', message);
  }
}

/** The password is right, but a code of the second factor is missing or wrong; or the company requires a second factor. */
export class SecondFactorRequiredError extends TrunklineError {
  constructor(reason: 'MISSING' | 'WRONG' | 'NOT_ENROLLED') {
    super('SECOND_FACTOR_REQUIRED', secondFactorSentences[reason], { reason });
  }
}

const secondFactorSentences = {
  MISSING: 'This account has a second factor: send its current code, or a recovery code, as "otp".',
  WRONG: 'The code is wrong, has expired or was used already; wait for the next one.',
  NOT_ENROLLED:
    'Your company requires a second factor: enrol one with enrolTotp and confirmTotp before anything else.',
} as const;

/** The credential is valid, but lacks the permission. */
export class ForbiddenError extends TrunklineError {
  /**
   * @param permission null for what no permission allows
   * @param needed roles that have the permission
   */
  constructor(action: string, permission: string | null, needed: readonly string[]) {
    const missing = permission === null ? 'no permission allows it' : `it needs the permission ${permission}`;
    const roles = needed.length === 0 ? '' : `, which these roles have: ${needed.join(', ')}`;
    super('FORBIDDEN', `You may not ${action}: ${missing}${roles}.`, { needed, permission });
  }
}

/** A preflight or a WebSocket of a page on an origin that CORS_ORIGINS does not list. */
export class OriginNotAllowedError extends TrunklineError {
  constructor(origin: string) {
    super(
      'ORIGIN_NOT_ALLOWED',
      `Pages of "${origin}" may not call this server; its operator lists the allowed origins in CORS_ORIGINS.`,
    );
  }
}

/** A request to the session routes of browsers that a page of this server does not send. */
export class NotOwnPageError extends TrunklineError {
  /** @param fault what is wrong with the request */
  constructor(fault: string) {
    super(
      'ORIGIN_NOT_ALLOWED',
      `Only the pages of this server may use this route, and ${fault}. Programs use POST /auth/login.`,
    );
  }
}

/** The entity does not exist in the caller's tenant; an id of another tenant gets the same message. */
export class NotFoundError extends TrunklineError {
  /** @param by the lookup field, when it is not the id */
  constructor(what: string, id: string, by: 'id' | 'phone' = 'id') {
    super('NOT_FOUND', `There is no ${what} with the ${by} "${id}".`, { what, [by]: id });
  }
}

/** An argument the caller can fix. */
export class BadUserInputError extends TrunklineError {
  constructor(field: string, expectation: string) {
    super('BAD_USER_INPUT', `"${field}" ${expectation}.`, { field });
  }
}

/** A phone that is one of the company's own numbers, where a customer's is required. */
export class OwnNumberError extends BadUserInputError {
  constructor(field: string) {
    super(field, 'must be the phone of a customer; this is one of your own numbers');
  }
}

/** The state of an entity does not allow the change; the reason says how. */
export class ConflictError extends TrunklineError {
  constructor(message: string, facts: ErrorFacts & { readonly reason: `${ConflictReason}` }) {
    super('CONFLICT', message, facts);
  }
}

/** A maximum is reached. */
export class LimitReachedError extends TrunklineError {
  /** @param remedy the end of the sentence */
  constructor(limit: string, max: number, remedy = 'end one first') {
    super('LIMIT_REACHED', `There are ${max} ${limit} already, the most allowed; ${remedy}.`, {
      limit,
      max,
    });
  }
}

/** `expectedChannelId` differs from the conversation's channel: nothing was written. */
export class ChannelMismatchError extends TrunklineError {
  constructor(expectedChannelId: string, actualChannelId: string) {
    super(
      'CHANNEL_MISMATCH',
      'The conversation is on another number than expected; reload it and answer there.',
      { expectedChannelId, actualChannelId },
    );
  }
}

/** The recipient opted out of messages at this address. */
export class RecipientOptedOutError extends TrunklineError {
  constructor(optedOutAt: Date, reason: string | null) {
    super(
      'RECIPIENT_OPTED_OUT',
      `The person opted out of messages at this address${reason === null ? '' : ` (${reason})`}. They can write START, or a colleague who knows that they agree can clear it (clearOptOut).`,
      { optedOutAt: optedOutAt.toISOString() },
    );
  }
}

/** The channel cannot send at the moment. */
export class ChannelNotActiveError extends TrunklineError {
  constructor(channelId: string, status: string) {
    super('CHANNEL_NOT_ACTIVE', `The channel is ${status}; set it ACTIVE again before sending through it.`, {
      channelId,
      status,
    });
  }
}

/** The request needs a capability that the channel's provider lacks: nothing was written. */
export class ChannelCannotError extends TrunklineError {
  /**
   * @param what the end of the sentence, such as "quote a message"; `capability` is the field of ProviderCapabilities
   */
  constructor(channelId: string, capability: string, what: string, instead: string) {
    super('CHANNEL_CANNOT', `This number cannot ${what}: ${instead}.`, { channelId, capability });
  }
}

/** The idempotency key was used before with another conversation or text. */
export class IdempotencyKeyReusedError extends TrunklineError {
  constructor(idempotencyKey: string) {
    super(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key already belongs to a different message; make a new key for each message.',
      { idempotencyKey },
    );
  }
}

/** Retry of a message that is neither FAILED nor UNKNOWN, or without accepting a possible duplicate. */
export class MessageNotRetryableError extends TrunklineError {
  constructor(status: string, why: string) {
    super('MESSAGE_NOT_RETRYABLE', `The message is ${status}: ${why}.`, { status });
  }
}

/** The text is longer than the provider allows. */
export class TextTooLongError extends TrunklineError {
  constructor(lengthChars: number, maxChars: number) {
    super(
      'TEXT_TOO_LONG',
      `The text has ${lengthChars} characters; this channel takes ${maxChars} at the most.`,
      {
        lengthChars,
        maxChars,
      },
    );
  }
}

/** A file whose bytes have not been uploaded, or that belongs to another message already. */
export class MediaNotReadyError extends TrunklineError {
  constructor(attachmentId: string, why: string) {
    super('MEDIA_NOT_READY', `The file "${attachmentId}" ${why}.`, { attachmentId });
  }
}

/** A file over a limit of this server or of the channel. */
export class MediaTooLargeError extends TrunklineError {
  constructor(sizeBytes: number, maxBytes: number, where: string) {
    super(
      'MEDIA_TOO_LARGE',
      `The file has ${sizeBytes} bytes; ${where} takes ${maxBytes} at the most. Send a smaller one.`,
      { sizeBytes, maxBytes },
    );
  }
}

/** A file type that is not accepted, or bytes that do not match the declared type. */
export class MediaTypeRefusedError extends TrunklineError {
  constructor(message: string, allowed: readonly string[]) {
    super('MEDIA_TYPE_REFUSED', message, { allowed });
  }
}

/** The disk for files is full; nothing of the file was stored. */
export class StorageFullError extends TrunklineError {
  constructor(options?: ErrorOptions) {
    super(
      'STORAGE_FULL',
      'There is no room for files on the server; nothing was kept. Free disk space, then upload again.',
      { retryAfterSeconds: 60 },
      options,
    );
  }
}

/** An expired signed link. */
export class LinkExpiredError extends TrunklineError {
  constructor(message = 'This link has expired; load the message again to get a new one.') {
    super('LINK_EXPIRED', message);
  }
}

/** A simulator request on a server that uses real providers. */
export class SimulatorsOffError extends TrunklineError {
  constructor() {
    super(
      'SIMULATORS_OFF',
      'This server has no simulators: they run in the demo only, never together with real providers.',
    );
  }
}

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

/** The environment holds missing or malformed variables; the start is aborted. */
export class ConfigurationInvalidError extends TrunklineError {
  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(
      'CONFIGURATION_INVALID',
      `The configuration has ${faults.length} fault(s):\n${faults.map(f => `  - ${f}`).join('\n')}`,
      {
        faults,
      },
      options,
    );
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

/** The database cannot be used in its current state; the message says what to do. */
export class DatabaseUnusableError extends TrunklineError {
  constructor(message: string, options?: ErrorOptions) {
    super('DATABASE_UNUSABLE', message, {}, options);
  }
}

/** The server cannot listen on its address; the message says what to do. */
export class AddressUnusableError extends TrunklineError {
  constructor(message: string, options?: ErrorOptions) {
    super('ADDRESS_UNUSABLE', message, {}, options);
  }
}

/** Ends a `switch` over a union: an unhandled member fails the build, and throws at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

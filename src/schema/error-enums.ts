/** The enums of `extensions`: no field has their type, so they are added to the schema as they are. */
import { GraphQLEnumType } from 'graphql';
import type { ConflictReason } from '../domain/conflict-reason.js';
import type { ApiErrorCode } from '../domain/errors.js';

const errorCodes: Readonly<Record<ApiErrorCode, string>> = {
  UNAUTHENTICATED: 'The credential is missing, expired or revoked.',
  SECOND_FACTOR_REQUIRED:
    'The password is valid, and `otp` is missing (`reason` MISSING) or wrong (WRONG); or the company requires a second factor and the user has none (NOT_ENROLLED).',
  FORBIDDEN: 'The credential lacks `permission`; `needed` lists the roles that have it.',
  ORIGIN_NOT_ALLOWED: 'Pages of this origin may not call the server.',
  NOT_FOUND: 'The company has no entity with an id of the input.',
  BAD_USER_INPUT: 'An invalid argument, document or variable; `field` names it.',
  CONFLICT: 'The state of an entity does not allow the change; `reason` is a ConflictReason.',
  LIMIT_REACHED: 'The maximum `max` of `limit` is reached.',
  CHANNEL_MISMATCH: 'The conversation is on another number than expected.',
  CHANNEL_NOT_ACTIVE: 'The number cannot send at the moment.',
  CHANNEL_CANNOT: 'The provider of the number lacks the `capability`.',
  REPLY_WINDOW_CLOSED: 'The provider accepts only templates now.',
  RECIPIENT_OPTED_OUT: 'The recipient opted out of messages.',
  TEMPLATE_NOT_SENDABLE: 'The template is not approved, or is of another account.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key belongs to another message.',
  MESSAGE_NOT_RETRYABLE: 'The message is neither FAILED nor UNKNOWN, or a duplicate was not accepted.',
  SIMULATORS_OFF: 'The server has real providers.',
  TEXT_TOO_LONG: 'The text is longer than `maxChars`.',
  MEDIA_NOT_READY: 'The file is not uploaded, or is used already.',
  MEDIA_TOO_LARGE: 'The file is larger than `maxBytes`.',
  MEDIA_TYPE_REFUSED: 'The type of the file is not in `allowed`.',
  STORAGE_FULL: 'There is no space for files on the server.',
  LINK_EXPIRED: 'The link has expired.',
  CURSOR_INVALID: 'The cursor was altered, or belongs to another list or order.',
  CURSOR_EXPIRED: 'The events after the cursor are no longer kept: load the state again.',
  QUERY_TOO_COMPLEX: 'The document exceeds a limit.',
  SEARCH_TOO_BROAD: 'The search takes too long: add a word or a filter.',
  RATE_LIMITED: 'Too many requests; wait for `retryAfterSeconds`.',
  BODY_TOO_LARGE: 'The body exceeds the limit of its route.',
  UNSUPPORTED_MEDIA_TYPE: 'The route does not accept the content type.',
  BODY_UNDECODABLE: 'The body does not match its content type.',
  PROVIDER_FAILED: 'The provider did not respond as expected.',
  UNAVAILABLE: 'The database does not answer; nothing was stored.',
  INTERNAL: 'A fault of the server; `requestId` finds it in its log.',
};

const conflictReasons: Readonly<Record<ConflictReason, string>> = {
  EXISTS:
    'There is one with this name or key already; `id` or `accountId` is the existing one where it can be shown.',
  IN_USE: 'Other entities use it.',
  ARCHIVED: 'It is archived: choose another one.',
  WRONG_STATE: 'Its state does not allow the change, or has changed meanwhile: load it again.',
  TOO_LATE: 'It has happened already, and can no longer be changed.',
  LAST_OWNER: 'No active OWNER would remain.',
  LAST_OPEN_STAGE: 'No open stage would remain.',
  NOT_ACTIVE: 'The user is not active, or may not see it.',
  MERGED: 'It was merged into another one; `mergedIntoId` is the other.',
  ERASED: 'Its data were erased.',
};

function toEnum(name: string, description: string, values: Readonly<Record<string, string>>) {
  return new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(Object.entries(values).map(([value, text]) => [value, { description: text }])),
  });
}

/** The enums ErrorCode and ConflictReason. */
export const errorEnums: readonly GraphQLEnumType[] = [
  toEnum('ErrorCode', 'Values of `extensions.code` of an error. More can be added.', errorCodes),
  toEnum(
    'ConflictReason',
    'Values of `extensions.reason` of an error with the code CONFLICT. More can be added.',
    conflictReasons,
  ),
];

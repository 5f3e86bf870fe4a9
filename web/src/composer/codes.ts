import type { CombinedError } from '@urql/core';
import type { MessageId } from '../i18n/index.js';

/** Code of the server's refusal; null when there was no answer. */
export function codeOf(error: CombinedError | undefined): string | null {
  const code = error?.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : null;
}

/** The reason of a CONFLICT. */
export function reasonOf(error: CombinedError | undefined): string | null {
  const reason = error?.graphQLErrors[0]?.extensions.reason;
  return typeof reason === 'string' ? reason : null;
}

const sentences: Readonly<Record<string, MessageId>> = {
  REPLY_WINDOW_CLOSED: 'code_REPLY_WINDOW_CLOSED',
  CHANNEL_NOT_ACTIVE: 'code_CHANNEL_NOT_ACTIVE',
  CHANNEL_CANNOT: 'code_CHANNEL_CANNOT',
  CHANNEL_MISMATCH: 'code_CHANNEL_MISMATCH',
  TEXT_TOO_LONG: 'code_TEXT_TOO_LONG',
  RECIPIENT_OPTED_OUT: 'code_RECIPIENT_OPTED_OUT',
  MEDIA_NOT_READY: 'code_MEDIA_NOT_READY',
  MEDIA_TOO_LARGE: 'code_MEDIA_TOO_LARGE',
  MEDIA_TYPE_REFUSED: 'code_MEDIA_TYPE_REFUSED',
  TEMPLATE_NOT_SENDABLE: 'code_TEMPLATE_NOT_SENDABLE',
  NOT_FOUND: 'code_NOT_FOUND',
  FORBIDDEN: 'code_FORBIDDEN',
  CONFLICT: 'code_CONFLICT',
  LIMIT_REACHED: 'code_LIMIT_REACHED',
};

/** The sentence for a code of the server. */
export const sentenceOf = (code: string | null): MessageId => sentences[code ?? ''] ?? 'code_OTHER';

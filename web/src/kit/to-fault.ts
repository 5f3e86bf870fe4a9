import type { CombinedError } from '@urql/core';
import type { MessageId } from '../i18n/index.js';

/** What went wrong, for a person. */
export interface Fault {
  /** Id of the sentence. */
  readonly sentence: MessageId;
  /** Code of the server, or `NETWORK`. */
  readonly code: string;
  /** The server's own sentence, in English. */
  readonly detail: string;
  /** Field of the input that is wrong, such as `name`; null for the whole. */
  readonly field: string | null;
  readonly requestId: string | null;
}

const sentences: Readonly<Record<string, MessageId>> = {
  UNAUTHENTICATED: 'fault_UNAUTHENTICATED',
  FORBIDDEN: 'fault_FORBIDDEN',
  BAD_USER_INPUT: 'fault_BAD_USER_INPUT',
  NOT_FOUND: 'fault_NOT_FOUND',
  CONFLICT: 'fault_CONFLICT',
  LIMIT_REACHED: 'fault_LIMIT_REACHED',
  RATE_LIMITED: 'fault_RATE_LIMITED',
  UNAVAILABLE: 'fault_UNAVAILABLE',
};

/** The first error of an answer. */
export function toFault(error: CombinedError): Fault {
  const [first] = error.graphQLErrors;
  if (!first) return { sentence: 'fault_NETWORK', code: 'NETWORK', detail: '', field: null, requestId: null };
  const { code, field, requestId } = first.extensions ?? {};
  return {
    sentence: sentences[String(code)] ?? 'fault_OTHER',
    code: String(code ?? 'INTERNAL'),
    detail: first.message,
    // `input.name` is the field `name` of the form.
    field: typeof field === 'string' ? field.replace(/^input\./, '') : null,
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}

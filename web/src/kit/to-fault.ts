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
  /** What else the error says, such as the id of what is in the way. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Which kind of CONFLICT, such as `LAST_OWNER`. */
  readonly reason: string | null;
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
  // By the reason of a CONFLICT.
  EXISTS: 'fault_EXISTS',
  IN_USE: 'fault_IN_USE',
  LAST_OWNER: 'fault_LAST_OWNER',
  LAST_OPEN_STAGE: 'fault_LAST_OPEN_STAGE',
};

/** No answer arrived. */
export const networkFault: Fault = {
  ...{ sentence: 'fault_NETWORK', code: 'NETWORK', detail: '' },
  ...{ field: null, requestId: null, facts: {}, reason: null },
};

/** The first error of an answer. */
export function toFault(error: CombinedError): Fault {
  const [first] = error.graphQLErrors;
  if (!first) return networkFault;
  const facts = first.extensions ?? {};
  const { code, field, requestId, reason } = facts;
  return {
    sentence: sentences[String(reason)] ?? sentences[String(code)] ?? 'fault_OTHER',
    code: String(code ?? 'INTERNAL'),
    detail: first.message,
    // `input.name` is the field `name` of the form.
    field: typeof field === 'string' ? field.replace(/^input\./, '') : null,
    facts,
    requestId: typeof requestId === 'string' ? requestId : requestIdOf(error),
    reason: typeof reason === 'string' ? reason : null,
  };
}

/** Every response of the server has the id in a header; an error of its own making has it in the body too. */
function requestIdOf({ response }: CombinedError): string | null {
  return response instanceof Response ? response.headers.get('x-request-id') : null;
}

import { type Fault, networkFault } from '../kit/index.js';
import { SessionError } from '../session/index.js';

/** The fault of a session route. A wrong password is UNAUTHENTICATED there, and no reason to sign in again. */
export function toSessionFault(error: unknown): Fault {
  if (!(error instanceof SessionError)) return networkFault;
  const { code, message } = error;
  const [sentence, field] =
    code === 'UNAUTHENTICATED'
      ? (['mePasswordWrong', 'currentPassword'] as const)
      : code === 'BAD_USER_INPUT'
        ? (['fault_BAD_USER_INPUT', 'newPassword'] as const)
        : code === 'RATE_LIMITED'
          ? (['fault_RATE_LIMITED', null] as const)
          : (['fault_OTHER', null] as const);
  return {
    sentence,
    code,
    detail: code === 'UNAUTHENTICATED' ? '' : message,
    field,
    requestId: null,
    facts: {},
    reason: null,
  };
}

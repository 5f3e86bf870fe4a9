/** Classifies results and failures of a subscription. */
import type { ExecutionResult } from './resume-options.js';

/** EXPIRED: reload the state. RETRY: retry later. REFUSED: retry, a few times. FATAL: no retry can fix it. */
export type FailureVerdict = 'EXPIRED' | 'RETRY' | 'REFUSED' | 'FATAL';

/** EVENT and CONTROL are passed to the caller; a control item may have the cursor of the event before it. */
export type ResultVerdict = 'EVENT' | 'CONTROL' | 'RESET' | FailureVerdict;

const verdictByErrorCode: Readonly<Record<string, FailureVerdict>> = {
  CURSOR_EXPIRED: 'EXPIRED',
  UNAVAILABLE: 'RETRY',
  RATE_LIMITED: 'RETRY',
  INTERNAL: 'REFUSED',
  UNAUTHENTICATED: 'REFUSED',
  LIMIT_REACHED: 'REFUSED',
};

/** Close codes of the graphql-transport-ws protocol (and of RFC 6455) that mean a client error. */
const fatalCloseCodes = new Set([1002, 1003, 1007, 1008, 1009, 4400, 4401, 4406, 4409, 4429]);
/** Forbidden, and graphql-ws's BadResponse: the server, or a listener of the client, may behave better next time. */
const refusedCloseCodes = new Set([4403, 4004]);

/** Classifies a result. One with data is an event even when some of its fields failed. */
export function judgeResult({ data, errors }: ExecutionResult<unknown>): ResultVerdict {
  const fields = Object.values((data ?? {}) as Record<string, { readonly __typename?: unknown } | null>);
  if (errors && fields.every(field => field === null)) return judgeFailure(errors);
  const typeName = fields[0]?.__typename;
  if (typeName === 'StreamReset') return 'RESET';
  return typeName === 'CaughtUp' ? 'CONTROL' : 'EVENT';
}

/** Classifies the end of a subscription: GraphQL errors, a close event, a refused HTTP request, or any other error. */
export function judgeFailure(failure: unknown): FailureVerdict {
  if (Array.isArray(failure)) {
    const [first] = failure as { readonly extensions?: { readonly code?: unknown } }[];
    return verdictByErrorCode[String(first?.extensions?.code)] ?? 'FATAL';
  }
  const { code, response } = (failure ?? {}) as {
    readonly code?: unknown;
    readonly response?: { status?: unknown };
  };
  if (typeof code === 'number') {
    if (refusedCloseCodes.has(code)) return 'REFUSED';
    return fatalCloseCodes.has(code) ? 'FATAL' : 'RETRY';
  }
  const status = typeof response?.status === 'number' ? response.status : 0;
  if (status === 401 || status === 403) return 'REFUSED';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'FATAL' : 'RETRY';
}

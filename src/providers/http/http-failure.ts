/** Maps failures of vendor calls to messages that are safe to show. */
import type { ProviderHttpResult } from '../contract/provider-http.js';

/** The vendor's address is private, and private addresses are not allowed. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/** The response body exceeds the limit. */
export class BodyOverLimit extends Error {
  readonly code = 'BODY_OVER_LIMIT';
}

/** The call exceeded its deadline. */
export class DeadlinePassed extends Error {
  readonly code = 'DEADLINE_PASSED';
}

/** Messages for codes of Node.js and undici; original messages are not used, as they contain hosts and addresses. */
const REASONS: Readonly<Record<string, string>> = {
  ADDRESS_REFUSED: 'the address belongs to a private network',
  BODY_OVER_LIMIT: 'the answer is larger than 1 MiB, or than the call allows',
  DEADLINE_PASSED: 'time-out',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'the host is unreachable',
  ENETUNREACH: 'the network is unreachable',
  ENOTFOUND: 'the host name does not resolve',
  EAI_AGAIN: 'the host name could not be resolved at the moment',
  EPIPE: 'the connection was closed',
  ETIMEDOUT: 'time-out',
  UND_ERR_CONNECT_TIMEOUT: 'time-out while connecting',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_CLOSED: 'the client is closed',
  UND_ERR_DESTROYED: 'the client is closed',
};

/** Maps an error to a failure whose text has no host, address, URL or secret. */
export function toFailure(reached: boolean, error: unknown): ProviderHttpResult {
  const code = codeOf(error);
  const words =
    REASONS[code] ??
    (/CERT|SSL|TLS|SELF_SIGNED|EPROTO/.test(code) ? 'TLS could not be established' : 'the call failed');
  return { ok: false, reached, reason: code === '' ? words : `${words} (${code})` };
}

/** Code of an error, of its first aggregated error, or of its cause; only characters that occur in codes. */
function codeOf(error: unknown): string {
  for (const candidate of [
    error,
    readProperty(readProperty(error, 'errors'), '0'),
    readProperty(error, 'cause'),
  ]) {
    const code = readProperty(candidate, 'code');
    if (typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code)) return code;
  }
  return '';
}

function readProperty(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** What an error of the model's library means. Its texts contain prompts, keys and hosts: only our own words leave here. */
import type { ModelFault } from './model.js';

/** A fault with our words about it. */
export interface KnownFault {
  readonly fault: ModelFault;
  readonly words: string;
  readonly retryAfterMs: number | null;
  /** What the endpoint did not accept, so that the next call leaves it out. */
  readonly rejects: 'response_format' | 'max_tokens' | 'temperature' | 'stream' | null;
}

const words: Readonly<Record<ModelFault, string>> = {
  CREDENTIALS: 'The endpoint refused the key.',
  QUOTA: 'The account at the endpoint has no quota left.',
  CONFIGURATION: 'The endpoint does not understand the request: check its URL and the name of the model.',
  TOO_LONG: 'The conversation is too long for the model.',
  BUSY: 'The endpoint is busy.',
  UNAVAILABLE: 'The endpoint does not answer.',
  CUT: 'The answer of the endpoint broke off.',
  TIMEOUT: 'The model took too long.',
  INVALID_ANSWER: 'The model gave no usable answer.',
  LENGTH: 'The answer is longer than the output limit.',
  REFUSED: 'The model refused to answer.',
  CANCELLED: 'The call was cancelled.',
};

const own = (fault: ModelFault, about: Partial<KnownFault> = {}): KnownFault => ({
  ...{ fault, words: words[fault], retryAfterMs: null, rejects: null },
  ...about,
});

/** A fault without an error, such as an answer that is not usable. */
export const toKnownFault = own;

const refusedHere: Readonly<Record<string, string>> = {
  ADDRESS_REFUSED: 'The URL is an address of a private network, which this server does not call.',
  ENOTFOUND: 'The host name of the URL does not resolve.',
  ERR_INVALID_URL: 'The URL is not valid.',
};
const unreachable =
  /^(?:ECONN|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|UND_ERR_(?!HEADERS_TIMEOUT|BODY_TIMEOUT))/;
const maxScanned = 4_096;
const maxRetryAfterMs = 3_600_000;

/** The fault of an error; `wasCancelled` when our own signal ended the call, `timedOut` when its deadline did. */
export function toModelFault(
  error: unknown,
  { wasCancelled, timedOut }: { readonly wasCancelled: boolean; readonly timedOut: boolean },
): KnownFault {
  if (wasCancelled) return own('CANCELLED');
  if (timedOut || hasName(error, 'TimeoutError')) return own('TIMEOUT');
  const code = findCode(error);
  if (code !== null) {
    const refused = refusedHere[code];
    if (refused !== undefined) return own('CONFIGURATION', { words: refused });
    if (/CERT|SSL|TLS|SELF_SIGNED|EPROTO/.test(code))
      return own('CONFIGURATION', { words: 'TLS with the endpoint could not be established.' });
    if (code === 'BODY_OVER_LIMIT') return own('INVALID_ANSWER');
    if (unreachable.test(code)) return own(findStatus(error) === 200 ? 'CUT' : 'UNAVAILABLE');
  }
  const status = findStatus(error);
  if (status !== null) return ofStatus(status, error);
  if (hasName(error, 'AI_InvalidResponseDataError') || hasName(error, 'AI_NoObjectGeneratedError'))
    return own('INVALID_ANSWER');
  return own('UNAVAILABLE');
}

function ofStatus(status: number, error: unknown): KnownFault {
  const body = readText(error, 'responseBody').slice(0, maxScanned);
  const inBody = bodyCode(body);
  if (status === 200) {
    // An error inside a success: its own code decides; without one it is no chat endpoint, or the body was cut.
    if (inBody !== null && inBody !== 200) return ofStatus(inBody, error);
    if (/<html|<!doctype/i.test(body)) return own('CONFIGURATION');
    if (body.trim() === '' || /Failed to process/.test(readText(error, 'message'))) return own('CUT');
    return own('INVALID_ANSWER');
  }
  if (/context_length_exceeded|exceed_context_size/.test(body)) return own('TOO_LONG');
  if (status === 401 || status === 403) return own('CREDENTIALS');
  if (/insufficient_quota/.test(body) || status === 402) return own('QUOTA');
  if (status === 429 || status === 503) return own('BUSY', { retryAfterMs: readRetryAfter(error) });
  if (status === 408 || status >= 500) return own('UNAVAILABLE');
  const rejects = (['response_format', 'max_tokens', 'temperature', 'stream'] as const).find(name =>
    body.includes(name),
  );
  return own('CONFIGURATION', { rejects: status === 400 || status === 422 ? (rejects ?? null) : null });
}

/** `error.code` or `code` of a body, when it is a status. */
function bodyCode(body: string): number | null {
  const found = /"(?:code|status)"\s*:\s*"?(\d{3})"?/.exec(body)?.[1];
  const status = found === undefined ? null : Number(found);
  return status !== null && status >= 400 && status < 600 ? status : null;
}

function readRetryAfter(error: unknown): number | null {
  const headers = read(error, 'responseHeaders');
  const given = read(headers, 'retry-after');
  if (typeof given !== 'string') return null;
  const seconds = Number(given);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(given) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, maxRetryAfterMs) : null;
}

function findStatus(error: unknown): number | null {
  const status = read(error, 'statusCode');
  return typeof status === 'number' ? status : null;
}

/** Code of the error or of what caused it. */
function findCode(error: unknown): string | null {
  let at: unknown = error;
  for (let depth = 0; depth < 5 && at !== undefined && at !== null; depth += 1) {
    for (const holder of [at, read(read(at, 'errors'), '0')]) {
      const code = read(holder, 'code');
      if (typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code)) return code;
    }
    at = read(at, 'cause');
  }
  return null;
}

function hasName(error: unknown, name: string): boolean {
  return read(error, 'name') === name || read(read(error, 'cause'), 'name') === name;
}

function readText(value: unknown, name: string): string {
  const found = read(value, name);
  return typeof found === 'string' ? found : '';
}

function read(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * Posts webhooks to addresses that tenants chose. Refuses the private network, in any notation and after resolving:
 * the connection itself uses the checking lookup, so a name cannot change between the check and the call. Follows no
 * redirect, and reads only the beginning of an answer.
 */
import { lookup } from 'node:dns';
import type { Agent, Dispatcher } from 'undici';
import { cleanText, truncateText } from '../domain/text.js';
import { findTargetFault } from '../providers/http/find-target-fault.js';
import { AddressRefused, DeadlinePassed, toFailure } from '../providers/http/http-failure.js';
import { isPrivateAddress } from '../providers/http/private-address.js';
import { createPublicLookup, type Resolve } from '../providers/http/public-lookup.js';

/** One request. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Aborts the request; its result is then null. */
  readonly signal?: AbortSignal;
  /** Shorter than the client's limit. */
  readonly timeoutMs?: number;
}

/** Result of one request. */
export interface WebhookResult {
  readonly at: Date;
  readonly durationMs: number;
  /** True for an answer with 2xx. */
  readonly ok: boolean;
  readonly httpStatus: number | null;
  /** Why it failed; null for success. Never contains an address. */
  readonly error: string | null;
  /** The beginning of the answer's body. */
  readonly responseBody: string | null;
  readonly retryAfterMs: number | null;
}

/** The client of one process. */
export interface WebhookClient {
  /** Posts once; null if the signal aborted it. Never throws. */
  post(request: WebhookRequest): Promise<WebhookResult | null>;
  /** Why an address is not called, as the end of a sentence; null when it may. Resolves names. */
  findFault(url: string): Promise<string | null>;
  /** Aborts running requests and closes the connections. */
  close(): Promise<void>;
}

/** Options of `createWebhookClient`. */
export interface WebhookClientOptions {
  /** Time limit of a request. */
  readonly timeoutMs?: number;
  /** True if http and private addresses are allowed; for development and tests. */
  readonly allowPrivate: boolean;
  /** Resolves names; Node's lookup by default. */
  readonly resolve?: Resolve;
}

const defaultTimeoutMs = 20_000;
const shownChars = 1_000;
/** As many bytes as the shown characters can have. */
const readBytes = shownChars * 4;

/** Creates a client with its own connections. */
export function createWebhookClient(options: WebhookClientOptions): WebhookClient {
  const { allowPrivate, timeoutMs = defaultTimeoutMs, resolve = lookup } = options;
  const checkingLookup = allowPrivate ? undefined : createPublicLookup(resolve);
  let opening: Promise<Agent> | undefined;
  const open = (): Promise<Agent> => {
    // Loaded with the first delivery, so a process without endpoints does not load the library.
    opening ??= import('../providers/http/http-agent.js').then(({ openAgent }) =>
      openAgent(timeoutMs, checkingLookup),
    );
    return opening;
  };
  return {
    post: async request => {
      const at = new Date();
      const startedMs = performance.now();
      const outcome = await call(
        await open(),
        request,
        Math.min(request.timeoutMs ?? timeoutMs, timeoutMs),
        allowPrivate,
      );
      if (outcome === null) return null;
      return { at, durationMs: Math.round(performance.now() - startedMs), ...outcome };
    },
    findFault: url => findTargetFault(url, { allowPrivate, resolve }),
    close: async () => (await opening)?.destroy(),
  };
}

type Outcome = Omit<WebhookResult, 'at' | 'durationMs'>;

async function call(
  agent: Agent,
  { url: given, headers, body, signal }: WebhookRequest,
  timeoutMs: number,
  allowPrivate: boolean,
): Promise<Outcome | null> {
  const url = URL.parse(given);
  if (url === null) return failed(new TypeError('Invalid URL'));
  // An IP address as host is never resolved, so the lookup does not check it.
  if (!allowPrivate && (url.protocol !== 'https:' || isPrivateAddress(url.hostname)))
    return failed(new AddressRefused());
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Trunkline', ...headers },
      body,
      signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
    });
    return await toOutcome(answer);
  } catch (error) {
    if (signal?.aborted) return null;
    return failed(deadline.aborted ? new DeadlinePassed() : error);
  }
}

async function toOutcome({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Outcome> {
  const ok = statusCode >= 200 && statusCode < 300;
  const isRedirect = statusCode >= 300 && statusCode < 400;
  const seconds = Number(headers['retry-after']);
  return {
    ok,
    httpStatus: statusCode,
    error: ok ? null : `HTTP ${statusCode}${isRedirect ? '; redirects are not followed' : ''}`,
    responseBody: await readStart(body),
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null,
  };
}

/** The status decides; an answer that is too long or breaks off is cut. */
async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      sizeBytes += (chunk as Buffer).length;
      if (sizeBytes >= readBytes) break;
    }
  } catch {
    // What arrived is kept.
  }
  body.on('error', () => {}).destroy();
  const text = Buffer.concat(chunks).subarray(0, readBytes).toString('utf8');
  return truncateText(cleanText(text), shownChars);
}

function failed(error: unknown): Outcome {
  const failure = toFailure(false, error);
  const reason = failure.ok ? 'the call failed' : failure.reason;
  return { ok: false, httpStatus: null, error: reason, responseBody: null, retryAfterMs: null };
}

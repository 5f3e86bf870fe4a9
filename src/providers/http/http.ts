/**
 * HTTP client for vendor calls. It adds to a plain client: certainty whether the vendor can have read the request, a
 * deadline for the whole call, a body limit, and no access to the private network.
 */
import type { Agent, Dispatcher } from 'undici';
import type { ProviderHttp, ProviderHttpRequest, ProviderHttpResult } from '../contract/provider-http.js';
import { AddressRefused, BodyOverLimit, DeadlinePassed, toFailure } from './http-failure.js';
import { isPrivateAddress } from './private-address.js';
import { publicLookup } from './public-lookup.js';

/** Options of the client. */
export interface ProviderHttpOptions {
  /** Default time limit of a call; a request can override it. */
  readonly timeoutMs: number;
  /** True if loopback and private addresses are allowed; for simulators and tests. */
  readonly allowPrivate?: boolean;
}

/** A client with `open` and `close`. */
export type ProviderHttpClient = ProviderHttp & {
  /** Loads the HTTP library in advance; otherwise the first call does. */
  open(): Promise<void>;
  /** Waits for running calls (each has a deadline) and closes the connections. Idempotent. */
  close(): Promise<void>;
};

const MAX_ANSWER_BYTES = 1_048_576;

/**
 * Creates a client with its own connections. It follows no redirects and never retries.
 *
 * `reached: false` means that no byte of the request was written: the name did not resolve, the connection or its TLS
 * handshake failed, or the deadline passed while waiting for a connection.
 */
export function createProviderHttp(options: ProviderHttpOptions): ProviderHttpClient {
  const allowPrivate = options.allowPrivate ?? false;
  let opening: Promise<Agent> | undefined;
  let closing: Promise<void> | undefined;
  const open = (): Promise<Agent> => {
    opening ??= import('./http-agent.js').then(({ openAgent }) =>
      openAgent(options.timeoutMs, allowPrivate ? undefined : publicLookup),
    );
    return opening;
  };
  const call: ProviderHttp = async request => {
    if (closing) return toFailure(false, new Error('The client was closed.'));
    return dispatch(await open(), request, request.timeoutMs ?? options.timeoutMs, allowPrivate);
  };
  return Object.assign(call, {
    open: async () => {
      if (!closing) await open();
    },
    close: () => {
      closing ??= opening?.then(agent => agent.close()) ?? Promise.resolve();
      return closing;
    },
  });
}

function dispatch(
  agent: Agent,
  request: ProviderHttpRequest,
  timeoutMs: number,
  allowPrivate: boolean,
): Promise<ProviderHttpResult> {
  const url = URL.parse(request.url);
  if (url === null || !/^https?:$/.test(url.protocol))
    return Promise.resolve(toFailure(false, new TypeError('Invalid URL')));
  // An IP address as host is never resolved, so the guard in the DNS lookup does not check it.
  if (!allowPrivate && isPrivateAddress(url.hostname))
    return Promise.resolve(toFailure(false, new AddressRefused()));
  return new Promise(resolve => {
    let isSent = false;
    let settled = false;
    let controller: Dispatcher.DispatchController | undefined;
    const finish = (result: ProviderHttpResult): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      resolve(result);
    };
    const deadline = setTimeout(() => {
      finish(toFailure(isSent, new DeadlinePassed()));
      controller?.abort(new DeadlinePassed());
    }, timeoutMs);
    const answer = { status: 0, headers: {} as Record<string, string>, chunks: [] as Buffer[], sizeBytes: 0 };
    const handler: Dispatcher.DispatchHandler = {
      // Called with a connection, just before the first byte is written.
      onRequestStart(started) {
        controller = started;
        if (settled) started.abort(new DeadlinePassed());
        else isSent = true;
      },
      onResponseStart(_controller, status, headers) {
        answer.status = status;
        answer.headers = toHeaders(headers);
      },
      onResponseData(receiving, chunk) {
        answer.sizeBytes += chunk.length;
        if (answer.sizeBytes > (request.maxAnswerBytes ?? MAX_ANSWER_BYTES))
          receiving.abort(new BodyOverLimit());
        else answer.chunks.push(chunk);
      },
      onResponseEnd() {
        const bytes = Buffer.concat(answer.chunks);
        const { status, headers } = answer;
        finish({ ok: true, status, headers, body: bytes.toString('utf8'), bytes });
      },
      onResponseError(_controller, error) {
        finish(toFailure(isSent, error));
      },
    };
    try {
      agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: { accept: 'application/json', 'user-agent': 'Trunkline', ...request.headers },
          body: request.body ?? null,
        },
        handler,
      );
    } catch (error) {
      finish(toFailure(isSent, error));
    }
  });
}

function toHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}

/**
 * The HTTP client for calls to vendors. It adds to a plain client: an exact answer to "can the vendor have read the
 * request?", a deadline over the whole call, a bound on the answer, and no access to the private network.
 */
import type { Agent, Dispatcher } from 'undici';
import type { ProviderHttp, ProviderHttpRequest, ProviderHttpResult } from '../contract/provider-http.js';
import { AddressRefused, BodyOverLimit, DeadlinePassed, toFailure } from './http-failure.js';
import { isPrivateAddress } from './private-address.js';
import { publicLookup } from './public-lookup.js';

/** Settings of the client. */
export interface ProviderHttpOptions {
  /** Longest time a call may take, unless the request says otherwise. */
  readonly timeoutMs: number;
  /** Whether loopback and private addresses may be called; for simulators and tests. */
  readonly allowPrivate?: boolean;
}

/** The client, and how to stop it. */
export type ProviderHttpClient = ProviderHttp & {
  /** Loads what a call takes, as the first call would do by itself. */
  open(): Promise<void>;
  /** Waits for the calls that run (each has a deadline) and closes the connections. Idempotent. */
  close(): Promise<void>;
};

const MAX_ANSWER_BYTES = 1_048_576;

/**
 * Makes a client with its own connections. It follows no redirect, and repeats nothing.
 *
 * A result with `reached: false` means that no byte of the request was written: the name did not resolve, the
 * connection or its TLS did not come about, or the deadline passed while waiting for a connection.
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
  // A host that is an address is never looked up, so the guard of the look-up does not see it.
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
      // Called with a connection in hand, just before the first byte is written.
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

/**
 * The `fetch` of the model's library: refuses private addresses, also after resolving; follows no redirect; reads no more
 * than the limit of decoded bytes.
 */
import { lookup } from 'node:dns';
import type { Agent } from 'undici';
import { findTargetFault } from '../../providers/http/find-target-fault.js';
import { findUrlFault } from '../../providers/http/find-url-fault.js';
import { AddressRefused, BodyOverLimit } from '../../providers/http/http-failure.js';
import { createPublicLookup, type Resolve } from '../../providers/http/public-lookup.js';

/** Options of `createModelFetch`. */
export interface ModelFetchOptions {
  /** True if http and private addresses are allowed: a model in the operator's own network. */
  readonly allowPrivate: boolean;
  /** Resolves names; Node's lookup by default. */
  readonly resolve?: Resolve;
  /** Replaces the origin of the simulated model. */
  readonly rewrite?: (url: string) => string;
}

/** A guarded `fetch`. */
export interface ModelFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Why an address is not called, as the end of a sentence; null when it may. */
  findFault(url: string): Promise<string | null>;
  close(): Promise<void>;
}

const maxBodyBytes = 256 * 1024;
/** A stream has some hundred bytes around each token. */
const maxStreamBytes = 4 * 1024 * 1024;
const connectTimeoutMs = 10_000;

/** Creates it; loads the HTTP library with the first call. */
export function createModelFetch(options: ModelFetchOptions): ModelFetch {
  const { allowPrivate, resolve = lookup, rewrite = url => url } = options;
  let opening: Promise<{ agent: Agent; call: typeof import('undici').fetch }> | undefined;
  const open = () => {
    opening ??= Promise.all([import('../../providers/http/http-agent.js'), import('./http-fetch.js')]).then(
      ([{ openAgent }, { httpFetch }]) => ({
        agent: openAgent(connectTimeoutMs, allowPrivate ? undefined : createPublicLookup(resolve)),
        call: httpFetch,
      }),
    );
    return opening;
  };
  const isSimulated = (url: string): boolean => rewrite(url) !== url;
  return {
    fetch: async (input, init) => {
      const given = String(input instanceof Request ? input.url : input);
      const url = rewrite(given);
      // An IP address as host is never resolved, so the lookup does not check it.
      if (!allowPrivate && url === given && findUrlFault(url) !== null) throw new AddressRefused();
      const { agent, call } = await open();
      const headers = new Headers(init?.headers);
      headers.set('accept-encoding', 'identity');
      headers.set('user-agent', 'Trunkline');
      const response = await call(url, {
        ...(init as object),
        headers: Object.fromEntries(headers),
        redirect: 'manual',
        ...(url === given && { dispatcher: agent }),
      });
      return limited(response as unknown as Response);
    },
    findFault: url => findTargetFault(url, { allowPrivate: allowPrivate || isSimulated(url), resolve }),
    close: async () => {
      const opened = await opening;
      await opened?.agent.destroy();
    },
  };
}

function limited(response: Response): Response {
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const maxBytes = isStream ? maxStreamBytes : maxBodyBytes;
  let read = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      read += chunk.byteLength;
      if (read > maxBytes) controller.error(new BodyOverLimit());
      else controller.enqueue(chunk);
    },
  });
  return new Response(body.pipeThrough(limit), { status, statusText, headers: [...headers] });
}

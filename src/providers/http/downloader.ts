/**
 * Downloads files from vendors. A link in a webhook is untrusted input, so every step is checked: http(s) only; no
 * private address in any notation, also after resolving; redirects followed one by one under the same rules; headers
 * only sent to the first origin; a deadline. The reader limits the size.
 */
import type { Agent, Dispatcher } from 'undici';
import type { Download, Downloader, DownloadRequest } from '../contract/media.js';
import { toFailure } from './http-failure.js';
import { isPrivateAddress } from './private-address.js';

/** Options of `createDownloader`. */
export interface DownloaderOptions {
  /** Time limit for the response headers. */
  readonly headTimeoutMs: number;
  /** Time limit for a whole file, redirects included. */
  readonly timeoutMs: number;
  /** Private origins that are allowed, such as the simulators'; none by default. */
  readonly allowedOrigins?: readonly string[];
  /** Maps a URL to its real address; for simulators. */
  readonly rewrite?: (url: string) => string;
}

/** A downloader with `close`. */
export type DownloaderClient = Downloader & {
  /** Aborts running downloads and closes the connections. Idempotent. */
  close(): Promise<void>;
};

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const deadStatuses = new Set([400, 404, 405, 406, 410, 451]);
const privateNetwork = 'the address belongs to a private network';

/** Creates a downloader with its own connections. */
export function createDownloader(options: DownloaderOptions): DownloaderClient {
  let opening: Promise<Agent> | undefined;
  let closing: Promise<void> | undefined;
  // Loaded with the first file, so a process that downloads none does not load the library.
  const open = (): Promise<Agent> => {
    opening ??= import('./download-agent.js').then(({ openDownloadAgent }) =>
      openDownloadAgent(options.headTimeoutMs),
    );
    return opening;
  };
  return Object.assign(async (request: DownloadRequest) => download(await open(), options, request), {
    close: () => {
      closing ??= opening?.then(agent => agent.destroy()) ?? Promise.resolve();
      return closing;
    },
  });
}

async function download(
  agent: Agent,
  options: DownloaderOptions,
  { url: first, headers = {} }: DownloadRequest,
): Promise<Download> {
  const { allowedOrigins = [], rewrite = url => url, timeoutMs } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  const firstOrigin = URL.parse(first)?.origin;
  let given = first;
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const url = URL.parse(rewrite(given));
    const refusal = refuse(url, given, first, allowedOrigins);
    if (url === null || refusal !== null) return refused(refusal ?? 'the link is no address');
    const own = URL.parse(given)?.origin === firstOrigin ? headers : {};
    let answer: Dispatcher.ResponseData;
    try {
      answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Trunkline', ...own },
        signal,
      });
    } catch (error) {
      return toUnreached(error, signal);
    }
    const { statusCode: status, body } = answer;
    if (status >= 200 && status < 300) return { ok: true, sizeBytes: readLength(answer), body };
    body.on('error', () => {}).destroy();
    const target = redirects.has(status) ? URL.parse(String(answer.headers.location ?? ''), given) : null;
    if (target === null) return toRefusedBy(status, answer);
    given = target.href;
  }
  return refused('it is redirected too often');
}

/** Reason why a URL must not be called; null when it is allowed. */
function refuse(url: URL | null, given: string, first: string, allowed: readonly string[]): string | null {
  if (url === null || !/^https?:$/.test(url.protocol)) return 'the link is no http(s) address';
  if (first.startsWith('https:') && !given.startsWith('https:'))
    return 'it is redirected from https to an address without it';
  if (allowed.includes(url.origin)) return null;
  return isPrivateAddress(url.hostname) ? privateNetwork : null;
}

function toUnreached(error: unknown, signal: AbortSignal): Download {
  const failure = toFailure(false, error);
  const reason = failure.ok || signal.aborted ? 'time-out' : failure.reason;
  const isPrivate = !signal.aborted && reason.includes('ADDRESS_REFUSED');
  return {
    ok: false,
    kind: isPrivate ? 'REFUSED' : 'UNREACHABLE',
    reason: isPrivate ? privateNetwork : reason,
    retryAfterMs: null,
  };
}

function toRefusedBy(status: number, { headers }: Dispatcher.ResponseData): Download {
  const seconds = Number(headers['retry-after']);
  const isDead = deadStatuses.has(status) || (status >= 300 && status < 400);
  return {
    ok: false,
    kind: isDead ? 'DEAD' : status === 401 || status === 403 ? 'DENIED' : 'UNREACHABLE',
    reason: `HTTP ${status}`,
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null,
  };
}

function refused(reason: string): Download {
  return { ok: false, kind: 'REFUSED', reason, retryAfterMs: null };
}

function readLength({ headers }: Dispatcher.ResponseData): number | null {
  const text = String(headers['content-length'] ?? '');
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

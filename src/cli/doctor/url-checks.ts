/** How clients and providers reach the server: public URL, proxy, WebSocket, metrics, pages of other origins. */
import WebSocket from 'ws';
import { issueDiagnosisToken } from '../../accounts/diagnosis-token.js';
import type { Config } from '../../config.js';
import { parseOriginList } from '../../domain/origin-list.js';
import { type Diagnosis, diagnosis, diagnosisPath } from '../../server/http/diagnosis-route.js';
import { packageVersion } from '../package-version.js';
import { type Check, fail, ok, warn } from './check.js';

const timeoutMs = 10_000;

/** Checks the way to the server; the server must be running. */
export async function checkUrls(config: Config, epoch: string | null): Promise<Check[]> {
  const { publicUrl, production } = config;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  const local = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
  const checks: Check[] = [];
  if (publicUrl === undefined && production)
    checks.push(
      warn('PUBLIC_URL', 'is not set', 'set it to the URL of the proxy: providers post webhooks there'),
    );
  if (production && publicUrl?.startsWith('http:'))
    checks.push(warn('PUBLIC_URL', 'is not encrypted', 'let the proxy end TLS, and set an https URL'));
  const url = publicUrl ?? local;
  const arrival = await ask(url, config);
  if ('status' in arrival) return [...checks, arrival];
  checks.push(checkIdentity(url, arrival, epoch));
  checks.push(checkProxy(config, url, arrival), await checkSocket(url));
  if (production && publicUrl !== undefined) checks.push(await checkMetrics(url));
  const origins = await checkOrigins(config, url);
  return origins === null ? checks : [...checks, origins];
}

/** Asks the server at a URL how the request arrived. */
async function ask(url: string, { authSecret = '' }: Config): Promise<Diagnosis | Check> {
  const name = 'server';
  const headers = { authorization: `Bearer ${await issueDiagnosisToken(authSecret)}` };
  const response = await get(`${url}${diagnosisPath}`, { headers });
  if (typeof response === 'string')
    return fail(
      name,
      `${url} cannot be reached: ${response}`,
      'start the server; check DNS, certificate, firewall and proxy',
    );
  if (response.status === 401)
    return fail(
      name,
      `the server at ${url} has another AUTH_SECRET`,
      'give all processes the same; this command too',
    );
  const answer = diagnosis.safeParse(await response.json().catch(() => null));
  if (answer.success) return answer.data;
  return fail(
    name,
    `${url} is not answered by Trunkline (HTTP ${response.status})`,
    'correct PUBLIC_URL, or the upstream of the proxy',
  );
}

/** The response, or why there is none. */
function get(url: string, options: RequestInit = {}): Promise<Response | string> {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), ...options }).catch(
    error => {
      const { cause, name } = error as { cause?: { code?: unknown }; name?: string };
      return typeof cause?.code === 'string' ? cause.code : (name ?? 'an unknown error');
    },
  );
}

function checkIdentity(url: string, { version, database }: Diagnosis, epoch: string | null): Check {
  if (epoch !== null && database !== epoch)
    return fail(
      'server',
      `the server at ${url} uses another database`,
      'set PUBLIC_URL and DATABASE_URL of the same installation',
    );
  if (version !== packageVersion())
    return warn(
      'server',
      `${url} is answered by version ${version}, and this is ${packageVersion()}`,
      'restart the server',
    );
  return ok('server', `${url} is answered by this installation`);
}

function checkProxy({ trustedProxies }: Config, url: string, arrival: Diagnosis): Check {
  const { isProxied, hasForwardedFor, peerAddress: peer, clientAddress } = arrival;
  const name = 'proxy headers';
  if (isProxied && hasForwardedFor) return ok(name, `the proxy ${peer} names the client ${clientAddress}`);
  if (hasForwardedFor)
    return fail(
      name,
      `X-Forwarded-For comes from ${peer}, which is not in TRUSTED_PROXIES: all clients share one address`,
      `if ${peer} is your proxy, set TRUSTED_PROXIES=${[trustedProxies, peer].filter(Boolean).join(',')}`,
    );
  if (isProxied || url.startsWith('https:'))
    return fail(
      name,
      `the proxy ${peer} sends no X-Forwarded-For: all clients share one address`,
      'let it append the header (docs/proxy.md)',
    );
  if (trustedProxies !== undefined)
    return warn(
      name,
      `${url} does not lead through a proxy of TRUSTED_PROXIES`,
      'set PUBLIC_URL to the URL of the proxy',
    );
  return ok(name, 'no proxy is in front');
}

async function checkSocket(url: string): Promise<Check> {
  const failure = await new Promise<string | null>(resolve => {
    const address = `${url.replace(/^http/, 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', { handshakeTimeout: timeoutMs });
    socket.on('open', () => {
      resolve(null);
      socket.terminate();
    });
    socket.on('error', error => resolve(error.message));
  });
  return failure === null
    ? ok('WebSocket', 'an upgrade passes')
    : fail(
        'WebSocket',
        `an upgrade does not pass: ${failure}`,
        'let the proxy pass Upgrade and Connection (docs/proxy.md)',
      );
}

async function checkMetrics(url: string): Promise<Check> {
  const response = await get(`${url}/metrics`);
  return typeof response !== 'string' && response.status === 200
    ? warn('metrics', 'everyone can read /metrics', 'let the proxy refuse /metrics (docs/proxy.md)')
    : ok('metrics', '/metrics is not public');
}

/** A preflight as a browser sends it, for the first listed origin. */
async function checkOrigins({ corsOrigins, production }: Config, url: string): Promise<Check | null> {
  const [first] = corsOrigins === undefined ? [] : parseOriginList(corsOrigins);
  if (first === undefined) return null;
  const name = 'CORS_ORIGINS';
  const origin = first.replace('*', 'doctor');
  const response = await get(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  });
  const allowed =
    typeof response === 'string' ? response : response.headers.get('access-control-allow-origin');
  if (allowed !== origin)
    return fail(
      name,
      `a preflight from ${origin} is answered with ${allowed ?? 'no permission'}`,
      'the proxy must pass OPTIONS, and add no CORS header of its own; restart servers that have another list',
    );
  const plain = parseOriginList(corsOrigins ?? '').find(
    entry =>
      entry.startsWith('http://') && !/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(entry),
  );
  return production && plain !== undefined
    ? warn(
        name,
        `${plain} is not encrypted`,
        'whoever changes that page in transit can use the API: serve it by https',
      )
    : ok(name, `a page of ${origin} may call the API`);
}

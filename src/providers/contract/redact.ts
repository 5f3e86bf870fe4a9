/**
 * The one masking function for logs, errors and traces. Secrets occur in URLs (query and path), headers and bodies.
 * Usual names of secrets are always masked. Each provider declares its own secret fields, and the URLs and routes that
 * contain a secret.
 *
 * All patterns are linear in the length of the text, and masking is idempotent.
 */
import { secretFieldsOf } from './account.js';
import { proofHeadersOf } from './documentation.js';
import type { Provider } from './provider.js';

const MASK = '***';
/** Names that denote a secret by themselves, such as the header `X-Api-Key`. */
const SECRET = String.raw`[\w-]{0,40}(?:tokens?|secrets?|password|passwd|signature(?:-\d{1,3})?)|(?:x-)?(?:[a-z]{1,20}[-_])?(?:api|webhook|access|auth|private)?[-_]?key`;

const USER_INFO = /(:\/\/)[^\s/?#@"'<>]{1,200}@/g;
// The path segment after the vendor is a secret, unless it is the name of one of the vendor's routes.
const ROUTE = '(?:conversations|messaging|messages|status|statuses|inbound)';
const WEBHOOK_PATH = new RegExp(
  String.raw`(\/webhooks\\?\/[\w-]{1,40}\\?\/(?:${ROUTE}\\?\/)?)(?!${ROUTE}(?:[/?#\s"'<>\\]|$))[^/?#\s"'<>\\]+`,
  'gi',
);
// Signed links to files: the token alone grants access.
const MEDIA_PATH = /(\/media\\?\/[0-9a-f-]{36}\\?\/[0-9a-f-]{36}\\?\/)(?!\*\*\*)[^/?#\s"'<>\\]+/gi;
const HEADER_SECRET = /((?:proxy-)?authorization\\?["']?\s{0,5}[:=]\s{0,5}\\?["']?)[^\r\n"'\\]+/gi;
const BEARER = /\b(bearer|basic)\s{1,5}[\w.~+/=-]{8,}/gi;

/** The parts of a provider that declare secrets. */
type Declaration = Pick<Provider, 'credentialFields' | 'documentation' | 'routes' | 'secretPaths'>;

/** Declarations of the providers registered so far. */
const names = new Set<string>();
const headers = new Set<string>();
const routes = new Set<string>();
const paths: RegExp[] = [];
let patterns = compile();

/** Registers a provider's secrets for masking: secret fields, proof headers, ends of its routes and API URLs. */
export function declareSecrets(provider: Declaration): void {
  for (const field of secretFieldsOf(provider.credentialFields)) names.add(field);
  for (const header of proofHeadersOf(provider.documentation)) {
    if (header !== 'authorization') headers.add(header);
  }
  for (const { path } of provider.routes) if (!path.includes(':')) routes.add(path);
  paths.push(...(provider.secretPaths ?? []));
  patterns = compile();
}

/** Compiles the patterns that contain names of secrets. */
function compile() {
  const secret = `(?:${[SECRET, ...[...names, ...headers].map(escapePattern)].join('|')})`;
  const namedHeader = [
    String.raw`x-[\w-]{0,40}(?:key|token|secret|signature)(?:-\d{1,3})?`,
    ...[...headers].map(escapePattern),
  ].join('|');
  // The segment after one of our routes is a path secret; in JSON, slashes may be escaped.
  const route = [...routes].map(path => escapePattern(path).replaceAll('/', String.raw`\\?\/`)).join('|');
  return {
    querySecret: new RegExp(
      String.raw`([?&;\s"'(.]|%3F|%26|^)(${secret})(=|%3D)(?!\*\*\*)[^&\s"'<>#;)\\]+`,
      'gi',
    ),
    jsonSecret: new RegExp(
      String.raw`(\\?["'](?:${secret})\\?["']\s{0,5}:\s{0,5}\\?["'])(?:[^"'\\]|\\[^"'])+`,
      'gi',
    ),
    // A table of secrets, such as one token per number.
    jsonSecrets: new RegExp(String.raw`(\\?["'](?:${secret})\\?["']\s{0,5}:\s{0,5})\{[^{}]{1,20000}\}`, 'gi'),
    // Node's object notation, where names have no quotes.
    shownSecret: new RegExp(String.raw`([{,]\s{1,20}(?:${secret}):\s{0,5}["'])(?:[^"'\\]|\\[^"'])+`, 'gi'),
    namedHeader: new RegExp(
      String.raw`((?:^|[\s"'])(?:${namedHeader})\s{0,5}:\s{0,5})(?!\*\*\*)[^\s"',\\][^\r\n"'\\]*`,
      'gi',
    ),
    route: route === '' ? null : new RegExp(String.raw`((?:${route})\\?\/)(?!\*\*\*)[^/?#\s"'<>\\]+`, 'gi'),
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Shorter literal secrets would mask ordinary words. */
const MIN_LITERAL_CHARS = 4;

/**
 * Masks everything that looks like a secret, and every given literal secret, plain or URL-encoded.
 * @param secrets known secret values, such as the account's token
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length < MIN_LITERAL_CHARS) continue;
    masked = masked.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret.toWellFormed()), MASK);
  }
  masked = redactWebhookPath(masked);
  for (const path of patterns.route ? [patterns.route, ...paths] : paths)
    masked = masked.replaceAll(path, `$1${MASK}`);
  return masked
    .replaceAll(MEDIA_PATH, `$1${MASK}`)
    .replaceAll(USER_INFO, `$1${MASK}@`)
    .replaceAll(patterns.querySecret, `$1$2$3${MASK}`)
    .replaceAll(patterns.jsonSecrets, `$1"${MASK}"`)
    .replaceAll(patterns.jsonSecret, `$1${MASK}`)
    .replaceAll(patterns.shownSecret, `$1${MASK}`)
    .replaceAll(patterns.namedHeader, `$1${MASK}`)
    .replaceAll(HEADER_SECRET, `$1${MASK}`)
    .replaceAll(BEARER, `$1 ${MASK}`);
}

/**
 * Masks only the secrets in our own webhook URLs and leaves all other text unchanged. For stored bodies, where links
 * that a customer sent must stay whole.
 */
export function redactWebhookUrls(text: string): string {
  if (!/webhooks/i.test(text)) return text;
  return text.replaceAll(/\/webhooks\\?\/[^\s"'<>]+/gi, url =>
    redactWebhookPath(url).replaceAll(patterns.querySecret, `$1$2$3${MASK}`),
  );
}

function redactWebhookPath(text: string): string {
  return /webhooks/i.test(text) ? text.replaceAll(WEBHOOK_PATH, `$1${MASK}`) : text;
}

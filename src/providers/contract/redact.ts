/**
 * The one masking function for logs, errors and traces. Vendors put secrets into URLs (ChatFlow's token and our
 * webhook key, Green API's token in the path, the YClients key), into headers and into bodies.
 *
 * Every pattern is linear in the length of the text, and masking twice is masking once.
 */

const MASK = '***';
/** Names of secrets: headers such as `X-Api-Key`, and every credential field that a provider declares as secret. */
const SECRET = String.raw`(?:[\w-]{0,40}(?:tokens?|token[-_]?instance|secrets?|password|passwd|signature(?:-\d{1,3})?)|(?:x-)?(?:[a-z]{1,20}[-_])?(?:api|webhook|access|auth|private)?[-_]?key)`;
const PERSONAL = '(?:msg|text|caption|message|jid|phone|recipient|from|to|name)';

const USER_INFO = /(:\/\/)[^\s/?#@"'<>]{1,200}@/g;
const GREEN_API_PATH = /(\/waInstance\d{1,20}\/\w{1,40}\/)[^/?#\s"'<>]+/gi;
// What follows the vendor in the path is a secret, unless it is the name of one of the vendor's routes.
const ROUTE = '(?:conversations|messaging|messages|status|statuses|inbound)';
const WEBHOOK_PATH = new RegExp(
  String.raw`(\/webhooks\\?\/[\w-]{1,40}\\?\/(?:${ROUTE}\\?\/)?)(?!${ROUTE}(?:[/?#\s"'<>\\]|$))[^/?#\s"'<>\\]+`,
  'gi',
);
const TWILIO_PATH = /(\/api\/twilio\/(?:(?:conversations|messaging)\/webhook|status)\/)[^/?#\s"'<>]+/gi;
// The guides' paths of Green API and TATA; what follows is a path secret.
const GUIDE_PATH = /(\/webhook\\?\/)(?!\*\*\*)[^/?#\s"'<>\\]+/gi;
// Signed links to files: whoever has the token has the file.
const MEDIA_PATH = /(\/media\\?\/[0-9a-f-]{36}\\?\/[0-9a-f-]{36}\\?\/)(?!\*\*\*)[^/?#\s"'<>\\]+/gi;
const QUERY_SECRET = new RegExp(
  String.raw`([?&;\s"'(.]|%3F|%26|^)(${SECRET})(=|%3D)(?!\*\*\*)[^&\s"'<>#;)\\]+`,
  'gi',
);
const QUERY_PERSONAL = new RegExp(String.raw`([?&])(${PERSONAL})=(?!\*\*\*)[^&\s"'<>#]+`, 'gi');
const JSON_SECRET = new RegExp(
  String.raw`(\\?["'](?:${SECRET})\\?["']\s{0,5}:\s{0,5}\\?["'])(?:[^"'\\]|\\[^"'])+`,
  'gi',
);
// A table of secrets, such as a token for each number.
const JSON_SECRETS = new RegExp(
  String.raw`(\\?["'](?:${SECRET})\\?["']\s{0,5}:\s{0,5})\{[^{}]{1,20000}\}`,
  'gi',
);
// As Node shows an object, where names have no quotes.
const SHOWN_SECRET = new RegExp(
  String.raw`([{,]\s{1,20}(?:${SECRET}):\s{0,5}["'])(?:[^"'\\]|\\[^"'])+`,
  'gi',
);
const NAMED_HEADER =
  /((?:^|[\s"'])x-[\w-]{0,40}(?:key|token|secret|signature)(?:-\d{1,3})?\s{0,5}:\s{0,5})(?!\*\*\*)[^\s"',\\][^\r\n"'\\]*/gi;
const HEADER_SECRET = /((?:proxy-)?authorization\\?["']?\s{0,5}[:=]\s{0,5}\\?["']?)[^\r\n"'\\]+/gi;
const BEARER = /\b(bearer|basic)\s{1,5}[\w.~+/=-]{8,}/gi;

/** Literal secrets shorter than this would mask ordinary words. */
const MIN_LITERAL_CHARS = 4;

/**
 * Masks what looks like a secret in any text, and every literal secret that is given, plain or URL-encoded.
 * @param secrets values known to be secret, such as the account's token
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length < MIN_LITERAL_CHARS) continue;
    masked = masked.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret.toWellFormed()), MASK);
  }
  return redactWebhookPath(masked)
    .replaceAll(GUIDE_PATH, `$1${MASK}`)
    .replaceAll(MEDIA_PATH, `$1${MASK}`)
    .replaceAll(USER_INFO, `$1${MASK}@`)
    .replaceAll(GREEN_API_PATH, `$1${MASK}`)
    .replaceAll(TWILIO_PATH, `$1${MASK}`)
    .replaceAll(QUERY_SECRET, `$1$2$3${MASK}`)
    .replaceAll(JSON_SECRETS, `$1"${MASK}"`)
    .replaceAll(JSON_SECRET, `$1${MASK}`)
    .replaceAll(SHOWN_SECRET, `$1${MASK}`)
    .replaceAll(NAMED_HEADER, `$1${MASK}`)
    .replaceAll(HEADER_SECRET, `$1${MASK}`)
    .replaceAll(BEARER, `$1 ${MASK}`);
}

/** Like `redactText`, for a URL: masks also what a customer wrote, and their number, in the query string. */
export function redactUrl(url: string, secrets: readonly string[] = []): string {
  return redactText(url, secrets).replaceAll(QUERY_PERSONAL, `$1$2=${MASK}`);
}

/**
 * Masks only the secrets in URLs of our own webhooks, and leaves every other text as it is: for bodies that are
 * kept, where a link that a customer sent has to stay whole.
 */
export function redactWebhookUrls(text: string): string {
  if (!/webhooks/i.test(text)) return text;
  return text.replaceAll(/\/webhooks\\?\/[^\s"'<>]+/gi, url =>
    redactWebhookPath(url).replaceAll(QUERY_SECRET, `$1$2$3${MASK}`),
  );
}

function redactWebhookPath(text: string): string {
  return /webhooks/i.test(text) ? text.replaceAll(WEBHOOK_PATH, `$1${MASK}`) : text;
}

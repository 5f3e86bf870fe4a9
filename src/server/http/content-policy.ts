/** Content security policy of the pages: no external sources, no inline script. */

/**
 * Creates the policy with the given sources for style elements. Style attributes are allowed: editors position with
 * them. `'self'` of `connect-src` includes the WebSocket of the same host.
 */
export function toContentPolicy(styleSources: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styleSources}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every page, in addition to its policy. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serialises a value for a JSON data block, escaped so that it cannot close the block. */
export const toDataBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

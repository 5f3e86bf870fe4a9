/** The content security policy of the pages: nothing from elsewhere, no inline script. */

/**
 * The policy with the given sources for style elements. Style attributes are allowed: editors position with them.
 * `'self'` of `connect-src` covers the WebSocket of the same host too.
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

/** A value as the text of a JSON data block: no part of it can end the block. */
export const toDataBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

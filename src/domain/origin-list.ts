/**
 * Parses lists of origins (CORS_ORIGINS). An entry is an origin, or a pattern whose first host label is `*`, as in
 * `https://*.example.com`.
 */

/** Scheme and host without a path; `*` only as the first of several labels. */
const webOrigin = /^https?:\/\/(?:\*\.)?[^/?#@\\\s*]+$/i;

/**
 * Origins of apps and browser extensions, such as `capacitor://localhost`. Their hosts have no dots, so a mistyped
 * `htps://app.example.com` is not one.
 */
const appOrigin = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9_-]+$/;

/** Schemes that are no origin of a page. */
const otherSchemes = /^(?:https?|wss?|ftp|file):/;

/** True if a text is such a list, separated by commas. */
export function isOriginList(text: string): boolean {
  return text.split(',').every(entry => toCanonical(entry) !== null);
}

/** The entries of a list as browsers write origins; invalid ones are dropped. A pattern keeps its `*`. */
export function parseOriginList(text: string): readonly string[] {
  return text.split(',').flatMap(entry => toCanonical(entry) ?? []);
}

function toCanonical(entry: string): string | null {
  const text = entry.trim();
  if (!webOrigin.test(text)) return appOrigin.test(text) && !otherSchemes.test(text) ? text : null;
  const isPattern = text.includes('*');
  // `x` stands for the label that `*` matches.
  const url = URL.parse(text.replace('*', 'x'));
  if (url === null || /(?:^|\.)\./.test(url.hostname)) return null;
  if (!isPattern) return url.origin;
  // A pattern for all hosts of a top-level domain is a mistake.
  const parent = url.hostname.slice('x.'.length);
  return parent.includes('.') || parent === 'localhost' ? url.origin.replace('://x.', '://*.') : null;
}

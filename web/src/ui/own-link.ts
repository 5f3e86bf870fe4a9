/**
 * Links to files are absolute, at the public URL of the server. The page uses its own origin, which is the same server:
 * the content policy allows no other.
 */
export function toOwnLink(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** Naming the bytes of a file that came inside a webhook: by their digest, so that a replay finds the same ones. */

const prefix = 'inline:';

/** The media id of inline bytes; `digest` is their SHA-256 in hex. */
export function toInlineMediaId(digest: string): string {
  return prefix + digest;
}

/** The digest in a media id that `toInlineMediaId` made; null for a vendor's own id. */
export function readInlineMediaId(mediaId: string | null): string | null {
  return mediaId?.startsWith(prefix) ? mediaId.slice(prefix.length) : null;
}

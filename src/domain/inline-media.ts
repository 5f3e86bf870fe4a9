/** Media ids for files inside a webhook: derived from the digest, so that reprocessing finds the same bytes. */

const prefix = 'inline:';

/** Media id of inline bytes; `digest` is their SHA-256 in hex. */
export function toInlineMediaId(digest: string): string {
  return prefix + digest;
}

/** The digest of a media id that `toInlineMediaId` created; null for a vendor's own id. */
export function readInlineMediaId(mediaId: string | null): string | null {
  return mediaId?.startsWith(prefix) ? mediaId.slice(prefix.length) : null;
}

/** The part of a provider's contract that is about the bytes of files. */

/** A file of a message, as described by its vendor. */
export interface MediaReference {
  /** The link in the webhook; null when there was none. */
  readonly url: string | null;
  /** The vendor's id of the file; null when there was none. */
  readonly mediaId: string | null;
  /** The key of the message that it came with, as `parse` made it. */
  readonly messageKey: string | null;
  /** The other side's address, as the vendor gave it. */
  readonly address: string;
  /** The vendor's name for our number. */
  readonly channelExternalId: string;
  /** True when the known URL failed or has expired: ask the vendor for another, or give up. */
  readonly isLinkDead: boolean;
}

/** Where the bytes are, or why that cannot be found out; `detail` is safe to show. */
export type MediaLocation =
  | {
      readonly outcome: 'FOUND';
      readonly url: string;
      /** Sent to the origin of `url` and to no other, redirects included. Credentials only ever to the vendor's hosts. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The vendor does not have the file: no longer, or, for a new message, not yet. */
  | { readonly outcome: 'ABSENT'; readonly detail: string }
  /** The account has no credentials to ask the vendor with. */
  | { readonly outcome: 'GONE'; readonly detail: string }
  | { readonly outcome: 'RETRY'; readonly detail: string; readonly retryAfterMs: number | null };

/** What to get. */
export interface DownloadRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A file being downloaded; `body` is read once, and throws when the connection breaks. */
export type Download =
  | { readonly ok: true; readonly sizeBytes: number | null; readonly body: AsyncIterable<Uint8Array> }
  | {
      readonly ok: false;
      /**
       * `DEAD`: the server answers without the file: no longer, or not yet there. `DENIED`: no permission.
       * `REFUSED`: our rules forbid the address. `UNREACHABLE`: try later.
       */
      readonly kind: 'DEAD' | 'DENIED' | 'REFUSED' | 'UNREACHABLE';
      /** Without a host, URL, header or body. */
      readonly reason: string;
      readonly retryAfterMs: number | null;
    };

/** Gets a file. Never throws before the body is read. */
export type Downloader = (request: DownloadRequest) => Promise<Download>;

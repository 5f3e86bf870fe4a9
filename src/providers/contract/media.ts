/** The media part of the provider contract: locating and downloading files. */

/** A file of a message, as the vendor describes it. */
export interface MediaReference {
  /** The link in the webhook; null if absent. */
  readonly url: string | null;
  /** The vendor's file id; null if absent. */
  readonly mediaId: string | null;
  /** Key of the file's message, as `parse` returned it. */
  readonly messageKey: string | null;
  /** The customer's address, as the vendor sent it. */
  readonly address: string;
  /** The vendor's id of our channel. */
  readonly channelExternalId: string;
  /** True when the known URL failed or expired: request another from the vendor, or give up. */
  readonly isLinkDead: boolean;
}

/** The location of a file, or why it cannot be found; `detail` is safe to show. */
export type MediaLocation =
  | {
      readonly outcome: 'FOUND';
      readonly url: string;
      /** Sent only to the origin of `url`, also on redirects. Credentials are only sent to the vendor's hosts. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The vendor does not have the file: deleted, or not available yet for a new message. */
  | { readonly outcome: 'ABSENT'; readonly detail: string }
  /** The account has no credentials for the vendor's API. */
  | { readonly outcome: 'GONE'; readonly detail: string }
  | { readonly outcome: 'RETRY'; readonly detail: string; readonly retryAfterMs: number | null };

/** Parameters of a download. */
export interface DownloadRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running download. `body` can be read once, and throws when the connection breaks. */
export type Download =
  | { readonly ok: true; readonly sizeBytes: number | null; readonly body: AsyncIterable<Uint8Array> }
  | {
      readonly ok: false;
      /**
       * `DEAD`: the server has no such file, or not yet. `DENIED`: no permission.
       * `REFUSED`: our rules forbid the address. `UNREACHABLE`: try later.
       */
      readonly kind: 'DEAD' | 'DENIED' | 'REFUSED' | 'UNREACHABLE';
      /** Contains no host, URL, header or body. */
      readonly reason: string;
      readonly retryAfterMs: number | null;
    };

/** Downloads a file. Never throws before the body is read. */
export type Downloader = (request: DownloadRequest) => Promise<Download>;

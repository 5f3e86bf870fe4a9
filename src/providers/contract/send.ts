/** The send part of the provider contract: one message and its outcome. */

/** A message to send. `to` is the address as the provider sent it; `from` is the channel's external id. */
export interface OutboundMessage {
  readonly messageId: string;
  readonly from: string;
  /** True for the tenant's `default` channel, whose real number is in the account's settings. */
  readonly isDefaultChannel: boolean;
  readonly to: string;
  readonly text: string | null;
  readonly attachments: readonly OutboundAttachment[];
  /** The vendor's id of the quoted message; null when none is quoted. */
  readonly quotedExternalId: string | null;
  /** The approved template to send; `text` is then only the rendered text. Null for a free-form message. */
  readonly template: OutboundTemplate | null;
  /** Base URL at which the provider reaches us, for status callbacks; null when it cannot. */
  readonly publicUrl: string | null;
}

/** An approved template to send, with a value for each variable. */
export interface OutboundTemplate {
  readonly name: string;
  readonly language: string;
  /** The vendor's template id, for vendors that send templates by id. */
  readonly externalId: string | null;
  readonly variables: Readonly<Record<string, string>>;
}

/** A file to send. */
export interface OutboundAttachment {
  /** Public as long as the provider may need to fetch it; empty when this server has no public address. */
  readonly url: string;
  readonly mimeType: string;
  readonly fileName: string | null;
  /** The bytes, for vendors that do not fetch a URL. @throws Error when the storage fails */
  readonly read: () => Promise<Uint8Array>;
}

/** Outcome of a send; `detail` is safe to show (no secret, no token). */
export type SendOutcome =
  /** The provider accepted it. `externalId` is null when it returns no id. */
  | {
      readonly outcome: 'ACCEPTED';
      readonly externalId: string | null;
      readonly httpStatus: number | null;
      readonly providerRequestId: string | null;
    }
  /** The provider rejected it; a retry would be rejected as well. */
  | {
      readonly outcome: 'REJECTED';
      readonly providerCode: string | null;
      readonly detail: string;
      readonly httpStatus: number | null;
      /** True when the account or the number is at fault: all other messages fail too until it is fixed. */
      readonly isAccountFault?: boolean;
    }
  /** Certainly not accepted; retry, not before `retryAfterMs`. */
  | {
      readonly outcome: 'RETRY';
      readonly providerCode: string | null;
      readonly detail: string;
      readonly httpStatus: number | null;
      readonly retryAfterMs: number | null;
    }
  /** Acceptance is unknown: the request left, and no clear answer came. */
  | { readonly outcome: 'UNKNOWN'; readonly detail: string; readonly httpStatus: number | null };

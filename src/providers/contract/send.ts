/** Sending: one message, and the outcome. */

/** A message to send. `to` is the address as the provider gave it; `from` is the channel's external id. */
export interface OutboundMessage {
  readonly messageId: string;
  readonly from: string;
  /** True for the tenant's `default` channel, whose real number stands in the account's settings. */
  readonly isDefaultChannel: boolean;
  readonly to: string;
  readonly text: string | null;
  readonly attachments: readonly OutboundAttachment[];
  /** The vendor's id of the message that this one quotes; null when it quotes none. */
  readonly quotedExternalId: string | null;
  /** The approved template that it consists of; `text` is then only what the person will read. Null for free words. */
  readonly template: OutboundTemplate | null;
  /** Base URL at which the provider reaches us, for status callbacks; null when it cannot. */
  readonly publicUrl: string | null;
}

/** An approved template to send, with a value for each of its variables. */
export interface OutboundTemplate {
  readonly name: string;
  readonly language: string;
  /** The vendor's id of it, for vendors that send it by id. */
  readonly externalId: string | null;
  readonly variables: Readonly<Record<string, string>>;
}

/** A file to send. */
export interface OutboundAttachment {
  /** Public for as long as the provider may need to fetch it; empty when this server has no public address. */
  readonly url: string;
  readonly mimeType: string;
  readonly fileName: string | null;
  /** The bytes, for vendors that take no address. @throws Error when the storage does not give them */
  readonly read: () => Promise<Uint8Array>;
}

/** The outcome of a send; `detail` is safe to show (no secret, no token). */
export type SendOutcome =
  /** The provider accepted it. `externalId` is null when it gives no id. */
  | {
      readonly outcome: 'ACCEPTED';
      readonly externalId: string | null;
      readonly httpStatus: number | null;
      readonly providerRequestId: string | null;
    }
  /** The provider refused it; a repeat would be refused as well. */
  | {
      readonly outcome: 'REJECTED';
      readonly providerCode: string | null;
      readonly detail: string;
      readonly httpStatus: number | null;
      /** True when the account or the number is at fault: every other message fails as well until the account is fixed. */
      readonly isAccountFault?: boolean;
    }
  /** It certainly did not accept it; try again, not before `retryAfterMs`. */
  | {
      readonly outcome: 'RETRY';
      readonly providerCode: string | null;
      readonly detail: string;
      readonly httpStatus: number | null;
      readonly retryAfterMs: number | null;
    }
  /** Not known whether it accepted it: the request left, and no clear answer came. */
  | { readonly outcome: 'UNKNOWN'; readonly detail: string; readonly httpStatus: number | null };

/** What the vendor said when it was asked to which of our numbers an event belongs. */
export type ChannelLookup =
  | {
      readonly outcome: 'FOUND';
      readonly channelExternalId: string;
      /** The person's address, for echoes that do not say whom they were written to. */
      readonly personAddress?: string | null;
    }
  | { readonly outcome: 'NOT_FOUND'; readonly detail: string }
  | { readonly outcome: 'RETRY'; readonly detail: string; readonly retryAfterMs: number | null };

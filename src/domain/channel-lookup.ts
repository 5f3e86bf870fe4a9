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

/**
 * The vendor's conversation that a look-up belongs to, its second part between slashes; a look-up without one is its own.
 * Events of one conversation wait for each other.
 */
export function laneOf(lookup: string): string {
  return lookup.split('/')[1] || lookup;
}

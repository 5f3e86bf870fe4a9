/** Result of a channel lookup at the vendor: the number that an event belongs to. */
export type ChannelLookup =
  | {
      readonly outcome: 'FOUND';
      readonly channelExternalId: string;
      /** The contact's address, for echoes without a recipient. */
      readonly personAddress?: string | null;
    }
  | { readonly outcome: 'NOT_FOUND'; readonly detail: string }
  | { readonly outcome: 'RETRY'; readonly detail: string; readonly retryAfterMs: number | null };

/**
 * Key of the lookup's vendor conversation: the second part between slashes; without one, the lookup itself. Events of
 * one conversation are processed in order.
 */
export function laneOf(lookup: string): string {
  return lookup.split('/')[1] || lookup;
}

/** Times by a provider's clock. */

/** Further ahead of ours, the provider's clock is wrong: its time would outrank everything that comes later. */
const maxLeadMs = 10 * 60_000;

/** The provider's time of an event; ours where it gives none, or one that lies in the future. */
export const believedTime = (at: Date | null, receivedAt: Date): Date =>
  at !== null && at.getTime() <= receivedAt.getTime() + maxLeadMs ? at : receivedAt;

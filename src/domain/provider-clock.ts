/** Times by a provider's clock. */

/** Maximum lead of the provider's clock; a later time is wrong and would outrank all following events. */
const maxLeadMs = 10 * 60_000;

/** The provider's time of an event; the server's time if the provider sends none or one in the future. */
export const believedTime = (at: Date | null, receivedAt: Date): Date =>
  at !== null && at.getTime() <= receivedAt.getTime() + maxLeadMs ? at : receivedAt;

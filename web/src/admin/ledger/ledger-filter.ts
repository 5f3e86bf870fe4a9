import type { WebhookEventFilter, WebhookEventStatus, WebhookSource } from '../../gql/operations.js';

/** Names of the filters in the address. */
export const ledgerFilterNames = [
  ...(['source', 'status', 'reason', 'from', 'to', 'phone', 'account', 'channel'] as const),
] as const;

/** Filters of the ledger in the address. */
export type LedgerFilters = Readonly<Record<(typeof ledgerFilterNames)[number], string>>;

/** The server's filter. Times are those of the viewer's zone; one that cannot be read filters nothing. */
export function toLedgerFilter(filters: LedgerFilters): WebhookEventFilter {
  const { source, status, reason, from, to, phone, account, channel } = filters;
  const [after, before] = [toIso(from), toIso(to)];
  return {
    ...(source ? { sources: [source as WebhookSource] } : {}),
    ...(status ? { status: [status as WebhookEventStatus] } : {}),
    ...(reason ? { reason } : {}),
    ...(after ? { receivedAfter: after } : {}),
    ...(before ? { receivedBefore: before } : {}),
    ...(phone ? { phone } : {}),
    ...(account ? { accountId: account } : {}),
    ...(channel ? { channelId: channel } : {}),
  };
}

function toIso(text: string): string | null {
  const date = new Date(text);
  return text === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

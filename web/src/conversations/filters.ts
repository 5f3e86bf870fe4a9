/** The filters of the list. They are in the address, so that links and the back key restore them. */
import type { ConversationFilter, ConversationStatus } from '../gql/operations.js';
import type { Company, Row } from '../live/index.js';

/** What the user chose. */
export interface Filters {
  readonly channelId: string | null;
  readonly status: ConversationStatus | null;
  /** A user, or UNASSIGNED. */
  readonly assignee: string | null;
  readonly isUnread: boolean;
  readonly search: string;
}

/** Nothing chosen. */
export const noFilters: Filters = {
  ...{ channelId: null, status: null, assignee: null, isUnread: false, search: '' },
};
const statuses: readonly string[] = ['OPEN', 'PENDING', 'RESOLVED', 'SNOOZED'];

/** Reads the filters of an address. */
export function readFilters(query: string): Filters {
  const params = new URLSearchParams(query);
  const status = params.get('status');
  return {
    channelId: params.get('channel'),
    status: status !== null && statuses.includes(status) ? (status as ConversationStatus) : null,
    assignee: params.get('assignee'),
    isUnread: params.get('unread') === '1',
    search: params.get('q') ?? '',
  };
}

/** The query of an address; '' without filters. */
export function writeFilters({ channelId, status, assignee, isUnread, search }: Filters): string {
  const params = new URLSearchParams({
    ...(channelId === null ? {} : { channel: channelId }),
    ...(status === null ? {} : { status }),
    ...(assignee === null ? {} : { assignee }),
    ...(isUnread ? { unread: '1' } : {}),
    ...(search === '' ? {} : { q: search }),
  });
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** The server's filter. @param channels the only numbers of this page; null for all */
export function toServerFilter(filters: Filters, channels: readonly string[] | null): ConversationFilter {
  const { channelId, status, assignee, isUnread, search } = filters;
  const channelIds = channelId === null ? channels : [channelId];
  return {
    ...(channelIds === null ? {} : { channelIds: [...channelIds] }),
    ...(status === null ? {} : { status: [status] }),
    ...(assignee === 'UNASSIGNED'
      ? { unassigned: true }
      : assignee === null
        ? {}
        : { assigneeIds: [assignee] }),
    ...(isUnread ? { unreadOnly: true } : {}),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
}

/** The same decision in the page, for events; null with a search, which only the server can decide. */
export function toFits(filters: Filters, channels: readonly string[] | null): ((row: Row) => boolean) | null {
  const { channelIds, status, assigneeIds, unassigned, unreadOnly, search } = toServerFilter(
    filters,
    channels,
  );
  if (search !== undefined) return null;
  return row =>
    (!channelIds || channelIds.includes(row.channel.id)) &&
    (!status || [status].flat().includes(row.deskStatus)) &&
    (!assigneeIds || (row.assignee !== null && [assigneeIds].flat().includes(row.assignee.id))) &&
    (!unassigned || row.assignee === null) &&
    (!unreadOnly || row.unreadCount > 0);
}

/** The numbers of `/tata-chat/`. */
export const tataChannels = (company: Pick<Company, 'channels'>): readonly string[] =>
  company.channels.nodes.filter(({ provider }) => provider === 'TATA').map(({ id }) => id);

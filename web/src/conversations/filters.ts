/** The filters of the list. They are in the address, so that links and the back key restore them. */
import type {
  ConversationFilter,
  ConversationStatus,
  RowPartsFragment,
  StartQuery,
} from '../gql/operations.js';

/** What the user chose. */
export interface Filters {
  readonly channelId: string | null;
  readonly status: ConversationStatus | null;
  /** A user, ME (who opens the link), or UNASSIGNED. */
  readonly assignee: string | null;
  readonly teamId: string | null;
  readonly topicId: string | null;
  readonly labelId: string | null;
  /** With messages that the viewer has not read. */
  readonly isUnread: boolean;
  /** A person is asked for: the assistant has stopped. */
  readonly needsPerson: boolean;
  readonly search: string;
}

/** Whose list it is, and of which numbers. */
export interface Scope {
  readonly viewerId: string;
  /** The only numbers of this page; null for all. */
  readonly channels: readonly string[] | null;
}

/** Why a row is not in the list. */
export type Misfit = 'CHANNEL' | 'STATUS' | 'ASSIGNEE' | 'TEAM' | 'TOPIC' | 'LABEL' | 'READ' | 'HANDOFF';

/** Nothing chosen. */
export const noFilters: Filters = {
  ...{ channelId: null, status: null, assignee: null, teamId: null, topicId: null, labelId: null },
  ...{ isUnread: false, needsPerson: false, search: '' },
};
const statuses: readonly string[] = ['OPEN', 'PENDING', 'RESOLVED', 'SNOOZED'];
const views: Readonly<Record<string, string>> = { mine: 'ME', unassigned: 'UNASSIGNED' };

/** Reads the filters of an address. */
export function readFilters(query: string): Filters {
  const params = new URLSearchParams(query);
  const status = params.get('status');
  return {
    channelId: params.get('channel'),
    status: status !== null && statuses.includes(status) ? (status as ConversationStatus) : null,
    assignee: views[params.get('view') ?? ''] ?? params.get('assignee'),
    teamId: params.get('team'),
    topicId: params.get('topic'),
    labelId: params.get('label'),
    isUnread: params.get('unread') === '1',
    needsPerson: params.get('handoff') === '1',
    search: params.get('q') ?? '',
  };
}

/** The query of an address; '' without filters. */
export function writeFilters(filters: Filters): string {
  const { channelId, status, assignee, teamId, topicId, labelId, isUnread, needsPerson, search } = filters;
  const view = Object.keys(views).find(name => views[name] === assignee);
  const chosen = {
    ...(view === undefined ? { assignee } : { view }),
    ...{ channel: channelId, status, team: teamId, topic: topicId, label: labelId },
    ...{ unread: isUnread ? '1' : null, handoff: needsPerson ? '1' : null, q: search === '' ? null : search },
  };
  const entries = Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== null);
  const query = new URLSearchParams(entries).toString();
  return query === '' ? '' : `?${query}`;
}

/** The server's filter. */
export function toServerFilter(filters: Filters, { viewerId, channels }: Scope): ConversationFilter {
  const { channelId, status, assignee, teamId, topicId, labelId, isUnread, needsPerson, search } = filters;
  // A number that this page does not show filters everything.
  const channelIds = channelId === null ? channels : [channelId].filter(id => channels?.includes(id) ?? true);
  return {
    ...(channelIds === null ? {} : { channelIds: [...channelIds] }),
    ...(status === null ? {} : { status: [status] }),
    ...(assignee === null
      ? {}
      : assignee === 'UNASSIGNED'
        ? { unassigned: true }
        : { assigneeIds: [assignee === 'ME' ? viewerId : assignee] }),
    ...(teamId === null ? {} : { teamIds: [teamId] }),
    ...(topicId === null ? {} : { topicIds: [topicId] }),
    ...(labelId === null ? {} : { labelIds: [labelId] }),
    ...(isUnread ? { unreadByViewer: true } : {}),
    ...(needsPerson ? { handoff: ['HANDOFF_REQUESTED'] } : {}),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
}

/** Whether a condition of the server's filter lets a value through. */
const isOne = (wanted: string | readonly string[] | null | undefined, value: string | undefined): boolean =>
  wanted == null || (value !== undefined && [wanted].flat().includes(value));

/**
 * The same decision in the page, for events, with the reason; null with a search, which only the server can decide.
 *
 * @returns by the row and what the viewer has not read of it: null for a row of the list
 */
export function toJudge(
  filters: Filters,
  scope: Scope,
): ((row: RowPartsFragment, unread: number) => Misfit | null) | null {
  const filter = toServerFilter(filters, scope) as Readonly<Record<string, string[] | undefined>>;
  if (filter.search !== undefined) return null;
  const {
    channelIds,
    status,
    assigneeIds,
    unassigned,
    teamIds,
    topicIds,
    labelIds,
    unreadByViewer,
    handoff,
  } = filter;
  return (row, unread) => {
    if (!isOne(channelIds, row.channel.id)) return 'CHANNEL';
    if (!isOne(teamIds, row.team?.id)) return 'TEAM';
    if (!isOne(assigneeIds, row.assignee?.id) || (unassigned && row.assignee !== null)) return 'ASSIGNEE';
    if (!isOne(status, row.deskStatus)) return 'STATUS';
    if (!isOne(handoff, row.handoff)) return 'HANDOFF';
    if (!isOne(topicIds, row.topic?.id)) return 'TOPIC';
    if (labelIds && !row.labels.some(({ id }) => isOne(labelIds, id))) return 'LABEL';
    return unreadByViewer && unread === 0 ? 'READ' : null;
  };
}

/** The numbers of `/tata-chat/`. */
export const tataChannels = (company: Pick<StartQuery, 'channels'>): readonly string[] =>
  company.channels.nodes.filter(({ provider }) => provider === 'TATA').map(({ id }) => id);

/** Pages of conversations: the inbox, and the conversations of a channel or a contact. */
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import { BadUserInputError } from '../domain/errors.js';
import { ConversationOrder } from '../domain/list-order.js';
import { type ConversationStatus, HandoffState, type ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { idIn, idIs, idsOverlap, timeIs, when, wordIn } from './conditions.js';
import type { InboxColumns } from './inbox-columns.js';
import { cardProjection, columnsProjection, fullProjection } from './inbox-projection.js';
import type { Page, PageArguments } from './page.js';
import type { Condition, PagedList } from './page-sql.js';
import { listById } from './projection.js';
import { type PageSource, type ParentRelation, readPage, readPageOf } from './read-page.js';
import { isUnreadBy } from './read-states.js';
import type { ConversationRow } from './rows.js';
import { matchesPerson, toSearch } from './search.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const itself = conversations.of('s1');
const channels = tableOf(Channel);
const numbers = channels.of('h1');
const contacts = tableOf(Contact);
const person = contacts.of('p1');

/** Maximum number of contacts that a search reads; a text that matches more is too short to be useful. */
const maxPeopleFound = 500;

const inbox: PagedList = {
  name: 'inbox',
  typeName: 'Conversation',
  use: 'inbox',
  table: conversations.table,
  alias: 'c',
  tenantColumn: conversation.tenantId,
  keys: [
    { sql: conversation.lastActivityAt, type: 'timestamptz' },
    { sql: conversation.id, type: 'uuid' },
  ],
  order: 'desc',
};
const lists: Readonly<Record<ConversationOrder, PagedList>> = {
  [ConversationOrder.LATEST_ACTIVITY_FIRST]: inbox,
  [ConversationOrder.OLDEST_ACTIVITY_FIRST]: {
    ...inbox,
    name: 'inbox-oldest',
    use: 'inbox-oldest',
    order: 'asc',
  },
};

/**
 * For exports, as activity moves a conversation to another place. Walked along the primary key: an export reads the table
 * once at the most, and no index is written with every message.
 */
const newestFirst = listById(Conversation, 'conversations-by-id', 'conversations-by-id', 'c', 'desc');

/** Filters of the inbox; absent and null filter nothing, all given ones must hold. */
export interface InboxFilter {
  readonly channelIds?: readonly string[] | null;
  /** On numbers of these vendors. */
  readonly channelKinds?: readonly ProviderKind[] | null;
  readonly status?: readonly ConversationStatus[] | null;
  readonly handoff?: readonly HandoffState[] | null;
  readonly assigneeIds?: readonly string[] | null;
  readonly unassigned?: boolean | null;
  readonly topicIds?: readonly string[] | null;
  readonly teamIds?: readonly string[] | null;
  /** With at least one of these. */
  readonly labelIds?: readonly string[] | null;
  readonly contactId?: string | null;
  readonly leadId?: string | null;
  readonly unreadOnly?: boolean | null;
  /** For `PageSource.userId`. */
  readonly unreadByViewer?: boolean | null;
  readonly search?: string | null;
  readonly activeAfter?: Date | null;
  readonly activeBefore?: Date | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

/**
 * The fields of each conversation that the caller will read: the more, the more tables are joined. With columns, the
 * same request must read no other field, as the loaders have only these columns of the rows.
 */
export type InboxDetail = 'card' | 'full' | InboxColumns;

/**
 * A page of the inbox in one statement: conversations with channel, contact and last message, and in full with address,
 * lead and assignee. Joined rows are primed into the loaders, so reading them costs no further query.
 */
export function inboxPage(
  source: PageSource,
  filter: InboxFilter,
  args: PageArguments,
  detail: InboxDetail,
  order = ConversationOrder.LATEST_ACTIVITY_FIRST,
): Promise<Page<ConversationRow>> {
  return readPage(source, { ...toQuery(source, filter, detail), list: lists[order] }, args);
}

/** A page of the same, in the order of creation, newest first; walking it misses no conversation. */
export function newestConversations(
  source: PageSource,
  filter: InboxFilter,
  args: PageArguments,
): Promise<Page<ConversationRow>> {
  return readPage(source, { ...toQuery(source, filter, 'card'), list: newestFirst }, args);
}

/** The same for the conversations of a channel or a contact; several are read in one statement. */
export function inboxPageOf(
  source: PageSource,
  parent: ParentRelation & { readonly id: string },
  filter: InboxFilter,
  args: PageArguments,
  detail: InboxDetail,
): Promise<Page<ConversationRow>> {
  return readPageOf(source, toQuery(source, filter, detail), parent, args);
}

/** The conversations of channels. */
export const ofChannel: ParentRelation = { name: 'of-channel', match: `${conversation.channelId} = p.id` };
/** The conversations of contacts. */
export const ofContact: ParentRelation = { name: 'of-contact', match: `${conversation.contactId} = p.id` };
/** The conversations of leads. */
export const ofLead: ParentRelation = { name: 'of-lead', match: `${conversation.leadId} = p.id` };
/** The other conversations of the contact of a conversation. */
export const siblingsOf: ParentRelation = {
  name: 'siblings',
  match: `${conversation.contactId} = (select ${itself.contactId} from ${conversations.table} s1
      where ${itself.tenantId} = $1 and ${itself.id} = p.id) and ${conversation.id} <> p.id`,
};

function toQuery(source: PageSource, filter: InboxFilter, detail: InboxDetail) {
  return {
    list: inbox,
    projection: toProjection(detail)(source.loaders),
    conditions: [...toConditions(filter), ...ofViewer(source, filter)],
  };
}

function toProjection(detail: InboxDetail) {
  if (detail === 'full') return fullProjection;
  return detail === 'card' ? cardProjection : columnsProjection(detail);
}

function toConditions(filter: InboxFilter): readonly Condition[] {
  return [
    ...idIn('channelIds', conversation.channelId, filter.channelIds),
    ...wordIn('channelKinds', numbers.kind, filter.channelKinds).map(onNumbers),
    ...wordIn('status', conversation.status, filter.status),
    ...ofHandoff(filter.handoff),
    ...idIn('assigneeIds', conversation.assigneeId, filter.assigneeIds),
    ...when('unassigned', filter.unassigned === true, `${conversation.assigneeId} is null`),
    ...when('assigned', filter.unassigned === false, `${conversation.assigneeId} is not null`),
    ...idIn('topicIds', conversation.topicId, filter.topicIds),
    ...idIn('teamIds', conversation.teamId, filter.teamIds),
    ...idsOverlap('labelIds', conversation.labelIds, filter.labelIds),
    ...idIs('contactId', conversation.contactId, filter.contactId),
    ...idIs('leadId', conversation.leadId, filter.leadId),
    ...when('unreadOnly', filter.unreadOnly === true, `${conversation.unreadCount} > 0`),
    ...timeIs('activeAfter', conversation.lastActivityAt, '>=', filter.activeAfter),
    ...timeIs('activeBefore', conversation.lastActivityAt, '<', filter.activeBefore),
    ...timeIs('createdAfter', conversation.createdAt, '>=', filter.createdAfter),
    ...timeIs('createdBefore', conversation.createdAt, '<', filter.createdBefore),
    ...ofPeopleFound(filter.search),
  ];
}

function ofViewer({ userId }: PageSource, { unreadByViewer }: InboxFilter): readonly Condition[] {
  if (unreadByViewer == null) return [];
  if (userId === null)
    throw new BadUserInputError('unreadByViewer', 'is only for lists that one user reads; leave it out');
  return [isUnreadBy(userId, unreadByViewer)];
}

/** Who waits for a person is asked most and are few: with the word in the text, its partial index serves any plan. */
function ofHandoff(states: InboxFilter['handoff']): readonly Condition[] {
  const isRequested = states?.length === 1 && states[0] === HandoffState.HANDOFF_REQUESTED;
  return isRequested
    ? when('handoffRequested', true, `${conversation.handoff} = ${quoted(HandoffState.HANDOFF_REQUESTED)}`)
    : wordIn('handoff', conversation.handoff, states);
}

function onNumbers({ name, toSql }: Condition): Condition {
  return {
    name,
    toSql: parameters =>
      `${conversation.channelId} = any(array(select ${numbers.id} from ${channels.table} h1
         where ${numbers.tenantId} = $1 and ${toSql(parameters)}))`,
  };
}

function ofPeopleFound(text: string | null | undefined): readonly Condition[] {
  const search = toSearch('search', text);
  if (search === null) return [];
  const columns = { name: person.displayName, phone: person.phone };
  return [
    {
      name: 'search',
      isPlannedEachTime: true,
      toSql: parameters =>
        `${conversation.contactId} = any(array(select ${person.id} from ${contacts.table} p1
           where ${person.tenantId} = $1 and ${matchesPerson(search, columns, parameters)} limit ${maxPeopleFound}))`,
    },
  ];
}

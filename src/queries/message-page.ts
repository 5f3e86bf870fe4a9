/** Pages of messages in the order of their inserts, the oldest first. */
import { tableOf } from '../database/columns.js';
import type { MessageStatus } from '../domain/delivery-status.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import type { MessageDirection, MessageKind } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { idIn, idIs, timeIs, wordIn, wordIs } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage, readPageOf } from './read-page.js';
import type { MessageRow } from './rows.js';
import { toPattern, toSearch } from './search.js';

const messages = tableOf(Message);
const message = messages.of('m');
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');

const list = listById(Message, 'messages', 'messages', 'm', 'asc');
const projection = plainRows(Message, 'm');

/** A provider's clock may run ahead of ours; a message is stored at most this much before its sending time. */
const maxClockLeadMs = 24 * 3_600_000;

/** Filters of the message list; absent and null filter nothing, all given ones must hold. */
export interface MessageListFilter {
  readonly conversationId?: string | null;
  readonly channelIds?: readonly string[] | null;
  readonly contactId?: string | null;
  readonly direction?: MessageDirection | null;
  readonly status?: readonly MessageStatus[] | null;
  readonly kind?: readonly MessageKind[] | null;
  readonly text?: string | null;
  /** True if the viewer may not read deleted messages: a search must not find their text. */
  readonly leavesOutDeleted?: boolean;
  readonly sentAfter?: Date | null;
  readonly sentBefore?: Date | null;
}

/** The messages of the tenant. With neither `first` nor `last` the newest ones. */
export function messagePage(
  source: PageSource,
  filter: MessageListFilter,
  args: PageArguments,
): Promise<Page<MessageRow>> {
  return readPage(source, { list, projection, conditions: toConditions(filter), whenNeither: 'last' }, args);
}

/** The messages of a conversation, the newest page by default; several conversations are read in one statement. */
export function messagesOfConversation(
  source: PageSource,
  conversationId: string,
  args: PageArguments,
): Promise<Page<MessageRow>> {
  const parent = { name: 'of-conversation', match: `${message.conversationId} = p.id`, id: conversationId };
  return readPageOf(source, { list, projection, whenNeither: 'last' }, parent, args);
}

function toConditions(filter: MessageListFilter): readonly Condition[] {
  return [
    ...idIs('conversationId', message.conversationId, filter.conversationId),
    ...idIn('channelIds', message.channelId, filter.channelIds),
    ...idIs('contactId', conversation.contactId, filter.contactId).map(inConversation),
    ...wordIs('direction', message.direction, filter.direction),
    ...wordIn('status', message.status, filter.status),
    ...wordIn('kind', message.kind, filter.kind),
    ...withText(filter.text),
    ...(filter.leavesOutDeleted ? [isNotDeleted] : []),
    ...sentAfter(filter.sentAfter),
    ...timeIs('sentBefore', message.sentAt, '<', filter.sentBefore),
  ];
}

function inConversation({ name, toSql }: Condition): Condition {
  return {
    name,
    toSql: parameters =>
      `${message.conversationId} = any(array(select ${conversation.id} from ${conversations.table} c
         where ${conversation.tenantId} = $1 and ${toSql(parameters)}))`,
  };
}

const isNotDeleted: Condition = { name: 'not-deleted', toSql: () => `${message.deletedAt} is null` };

function withText(text: string | null | undefined): readonly Condition[] {
  const search = toSearch('text', text);
  if (search === null) return [];
  return [
    {
      name: 'text',
      isPlannedEachTime: true,
      toSql: parameters => `${message.text} ilike ${parameters.add(toPattern(search), 'text')}`,
    },
  ];
}

/** The id contains the time of the insert, so it bounds the scan; the provider's clock decides. */
function sentAfter(moment: Date | null | undefined): readonly Condition[] {
  if (moment == null) return [];
  const oldest = firstUuidAt(new Date(moment.getTime() - maxClockLeadMs));
  return [
    {
      name: 'sentAfter',
      toSql: parameters =>
        `${message.id} >= ${parameters.add(oldest, 'uuid')} and ${message.sentAt} >= ${parameters.add(moment, 'timestamptz')}`,
    },
  ];
}

/**
 * A message sent from one of our numbers without Trunkline: typed on the phone that holds the number, or sent by
 * another program. It becomes an outbound message of the conversation, which is inserted when there is none.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { gatherEvents } from '../database/gather-events.js';
import { insertSelect } from '../database/insert-select.js';
import type { NewEvent } from '../database/publish.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import type { OutboundEcho } from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AuthorKind, EventType, HandoffState, MessageDirection } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import { upsertContacts } from '../people/upsert-contacts.js';
import { insertAttachments } from './attachment-rows.js';
import { type PreparedMessage, prepareMessage, toSender } from './message-row.js';
import { asParameters, messageValues, storedColumns, toParameters } from './row-columns.js';
import { takeOverSql } from './take-over.js';

/** A stored message; `messageId` is null when the channel has one with its id already. */
export interface OutsideMessage {
  readonly messageId: string | null;
  readonly conversationId: string;
  readonly isNewContact: boolean;
  readonly events: readonly NewEvent[];
}

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const column = conversations.column;

const parameters = ['attachments', ...storedColumns] as const;
const $ = asParameters(parameters, 6);

/** $1 tenant, $2 conversation, $3 kind of author, $4 id of the history's row, $5 whether a person typed it; then the message. */
const storeStatement = statement<{ id: string; handoffBefore: HandoffState }>(
  'store-outside-message',
  `with message as (
     ${insertSelect(messages, {
       ...messageValues($),
       ...{
         tenantId: '$1::uuid',
         conversationId: '$2::uuid',
         direction: quoted(MessageDirection.OUTBOUND),
         status: quoted(MessageStatus.SENT),
       },
       ...{ authorKind: '$3::text', hasAttachments: `${$.attachments} <> '[]'` },
     })}
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${messages.column.id} as id
   ), history as (
     ${insertSelect(changes, {
       ...{
         id: '$4::uuid',
         tenantId: '$1',
         channelId: $.channelId,
         messageId: 'id',
         externalId: $.externalId,
       },
       ...{
         status: quoted(MessageStatus.SENT),
         at: $.sentAt,
         recordedAt: 'clock_timestamp()',
         applied: 'true',
       },
       sourceEventId: $.sourceEventId,
     })}
       from message
   ), files as (
     ${insertAttachments({
       ...{ json: $.attachments, from: 'message', messageId: 'message.id', createdAt: $.createdAt },
     })}
   ), moved as (
     update ${conversations.table} c set
       ${column.lastMessageId} = ${$.id},
       ${column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${$.createdAt}),
       ${takeOverSql('$5::boolean')}
      from message where ${conversation.id} = $2
   )
   select id, (select ${conversation.handoff} from ${conversations.table} c where ${conversation.id} = $2) as "handoffBefore" from message`,
);

/** The echo as a message for `message-row.ts` and `people.ts`; null when the recipient is no person. */
export function prepareOutside(
  item: IngestItem,
  event: OutboundEcho,
  channelId: string,
): PreparedMessage | null {
  const asInbound = { from: event.to, senderName: null, replyToExternalId: null };
  const message = { ...event, ...asInbound, type: 'message' as const };
  const prepared = prepareMessage(item, message, channelId);
  // An outbound text does not show what the customer wants.
  return prepared && { ...prepared, row: { ...prepared.row, topicId: null } };
}

/**
 * Stores a prepared message inside the caller's transaction, which holds the lock of its key. When a person typed it,
 * that person has taken over the conversation.
 */
export async function storeOutside(
  transaction: Transaction,
  tenantId: string,
  prepared: PreparedMessage,
  isFromApi: boolean | null,
): Promise<OutsideMessage> {
  const events: NewEvent[] = [];
  const [made] = await upsertContacts(gatherEvents(transaction, events), tenantId, [toSender(prepared)]);
  if (!made) throw new Error('A message has no conversation though one was just made for it.');
  const { row } = prepared;
  const isTyped = isFromApi === false;
  const [stored] = await transaction.query(storeStatement, [
    ...[tenantId, made.conversationId],
    // An author of the kind USER without a user is the person at the phone; see resolvers/author.ts.
    isTyped ? AuthorKind.USER : AuthorKind.SYSTEM,
    ...[uuidV7(), isTyped, ...toParameters(parameters, row)],
  ]);
  const { conversationId, leadId } = made;
  const about = { channelId: row.channelId, conversationId };
  if (made.isNewLead && leadId)
    events.push({ kind: EventType.LEAD_ADDED, subjectId: leadId, conversationId });
  if (made.isNewConversation)
    events.push({ kind: EventType.CONVERSATION_ADDED, subjectId: conversationId, ...about });
  if (stored)
    events.push({ kind: EventType.MESSAGE_ADDED, subjectId: stored.id, messageId: stored.id, ...about });
  if (stored && isTyped && stored.handoffBefore !== HandoffState.HUMAN_ACTIVE)
    events.push(
      toConversationUpdated({ id: conversationId, channelId: row.channelId }, ['handoff', 'handoffReason']),
    );
  return { messageId: stored?.id ?? null, conversationId, isNewContact: made.isNewLead, events };
}

/**
 * Ledger entries about people. The ledger has no index by person, as each would cost every webhook; the ids of entries
 * are in what they made and changed: messages, and their statuses, earlier texts and reactions.
 */
import { tableOf } from '../database/columns.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageReaction } from '../entities/message-reaction.entity.js';
import { MessageRevision } from '../entities/message-revision.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import type { Condition } from './page-sql.js';

/** Newest messages of the people whose entries are found; bounds the statement. */
const maxMessages = 10_000;

const conversations = tableOf(Conversation);
const conversation = conversations.of('v');
const messages = tableOf(Message);
const message = messages.of('m');

const changes = [tableOf(MessageStatusChange), tableOf(MessageRevision), tableOf(MessageReaction)].map(
  ({ table, of }) => {
    const { messageId, sourceEventId } = of('x');
    return `union all select ${sourceEventId} from said join ${table} x on ${messageId} = said.id where ${sourceEventId} is not null`;
  },
);

/** Condition: the entry made a message with one of these contacts, or changed its status, text or reactions. */
export function concernsContacts(
  entryId: string,
  contactIds: readonly string[] | null,
): readonly Condition[] {
  if (contactIds === null) return [];
  return [
    {
      name: 'phone',
      // How many messages the people have decides the plan.
      isPlannedEachTime: true,
      toSql: parameters => {
        const ids = parameters.add(contactIds, 'uuid[]');
        return `${entryId} = any(array(
          with said as materialized (
            select ${message.id} as id, ${message.sourceEventId} as source_event_id from ${messages.table} m
             where ${message.conversationId} in (
                     select ${conversation.id} from ${conversations.table} v where ${conversation.tenantId} = $1 and ${conversation.contactId} = any(${ids}))
             order by ${message.id} desc limit ${maxMessages})
          select source_event_id from said where source_event_id is not null ${changes.join(' ')}))`;
      },
    },
  ];
}

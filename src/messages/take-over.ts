/** A person who writes takes the conversation over: its assistant stops for a time. */
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import { AiReason, HandoffState } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';

const { column, of } = tableOf(Conversation);
const conversation = of('c');

/**
 * SQL assignments of an update of `conversations c`. What the customer decided, to get no answers of an assistant, stays.
 * @param isByPerson SQL condition
 */
export function takeOverSql(isByPerson: string): string {
  const isOptedOut = `${conversation.handoffReason} = ${quoted(AiReason.OPTED_OUT)}`;
  return `${column.handoff} = case when ${isByPerson} then ${quoted(HandoffState.HUMAN_ACTIVE)} else ${conversation.handoff} end,
       ${column.handoffAt} = case when ${isByPerson} then now() else ${conversation.handoffAt} end,
       ${column.handoffReason} = case when ${isByPerson} and not coalesce(${isOptedOut}, false) then null else ${conversation.handoffReason} end`;
}

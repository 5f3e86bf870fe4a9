/**
 * Statements of turns. The conversation's row is the lock: an inbound message, a reply and a change of its state wait for
 * it. The assistant's row is locked after it, so that two conversations do not spend the same budget.
 */
import { tableOf } from '../../database/columns.js';
import type { Transaction } from '../../database/database.js';
import { as, orNull, quoted, sql, text } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import {
  AiMode,
  AiTurnStatus,
  MessageDirection,
  MessageKind,
  SuggestionStatus,
} from '../../domain/vocabulary.js';
import { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { AiCall } from '../../entities/ai-call.entity.js';
import { AiTurn } from '../../entities/ai-turn.entity.js';
import { Booking } from '../../entities/booking.entity.js';
import { Channel } from '../../entities/channel.entity.js';
import { Contact } from '../../entities/contact.entity.js';
import { ContactIdentity } from '../../entities/contact-identity.entity.js';
import { Conversation } from '../../entities/conversation.entity.js';
import { Lead } from '../../entities/lead.entity.js';
import { LeadStage } from '../../entities/lead-stage.entity.js';
import { Message } from '../../entities/message.entity.js';
import { ReplySuggestion } from '../../entities/reply-suggestion.entity.js';
import { Tenant } from '../../entities/tenant.entity.js';
import { Topic } from '../../entities/topic.entity.js';
import { lockConversation } from '../../people/lock-conversation.js';
import type { TurnState } from './turn-state.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const channel = tableOf(Channel).of('h');
const tenant = tableOf(Tenant).of('t');
const identity = tableOf(ContactIdentity).of('i');
const contact = tableOf(Contact).of('p');
const messages = tableOf(Message);
const message = messages.of('m');
const assistants = tableOf(AiAssistant);
const assistant = assistants.of('a');
const turns = tableOf(AiTurn);
const turn = turns.of('u');
const calls = tableOf(AiCall);
const call = calls.of('k');
const suggestions = tableOf(ReplySuggestion);
const bookings = tableOf(Booking);
const booking = bookings.of('b');
const lead = tableOf(Lead).of('l');
const shownMessages = 60;

const readConversation = statement(
  'ai-conversation',
  sql`select ${as('conversationId', conversation.id)}, ${as('channelId', conversation.channelId)},
          ${as('contactId', conversation.contactId)}, ${as('address', conversation.address)}, ${as('handoff', conversation.handoff)},
          ${as('handoffAt', conversation.handoffAt)}, ${as('handoffReason', conversation.handoffReason)},
          ${as('lastInboundAt', conversation.lastInboundAt)}, ${as('channelStatus', channel.status)}, ${as('kind', channel.kind)},
          ${as('accountId', channel.accountId)}, ${as('optedOutAt', identity.optedOutAt)},
          ${as('optedOutReason', identity.optedOutReason)}, ${as('contactName', contact.displayName)},
          ${as('timezone', tenant.timezone)}, ${as('channelHours', channel.businessHours)}, ${as('companyHours', tenant.businessHours)}
     from ${conversations.table} c
     join ${tableOf(Channel).table} h on ${channel.id} = ${conversation.channelId}
     join ${tableOf(Tenant).table} t on ${tenant.id} = ${conversation.tenantId}
     join ${tableOf(ContactIdentity).table} i on ${identity.id} = ${conversation.identityId}
     join ${tableOf(Contact).table} p on ${contact.id} = ${conversation.contactId}
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2`,
);

const lastMessages = statement(
  'ai-last-messages',
  sql`select ${messages.select('m', ['id', 'direction', 'kind', 'text', 'authorKind', 'sentAt', 'createdAt', 'deletedAt', 'idempotencyKey'])}
     from ${messages.table} m where ${message.tenantId} = $1 and ${message.conversationId} = $2
    order by ${message.id} desc limit ${shownMessages}`,
);

/** The assistant of a number: its own, else the one of every number. */
const findAssistant = statement(
  'ai-assistant-of-channel',
  sql`select ${assistants.select('a')} from ${assistants.table} a
    where ${assistant.tenantId} = $1 and ${assistant.archivedAt} is null and ${assistant.mode} <> ${quoted(AiMode.OFF)}
      and (${assistant.channelIds} is null or $2::text = any(${assistant.channelIds}))
      and not (${assistant.channelIds} is null and exists (select from ${assistants.table} o
        where ${assistants.of('o').tenantId} = $1 and ${assistants.of('o').archivedAt} is null and $2::text = any(${assistants.of('o').channelIds})))
    order by ${assistant.id} limit 1`,
);

/** Reads the state of a conversation; with a lock, other changes wait until the transaction ends. */
export async function readTurnState(
  source: Pick<Transaction, 'query'>,
  { tenantId, conversationId }: { readonly tenantId: string; readonly conversationId: string },
  { locks }: { readonly locks: boolean },
): Promise<TurnState | null> {
  // Before everything is read: what was committed while the lock was waited for is seen, also another person.
  if (locks && !(await lockConversation(source, tenantId, conversationId))) return null;
  const [found] = await source.query(readConversation, [tenantId, conversationId]);
  if (!found) return null;
  const newestFirst = await source.query(lastMessages, [tenantId, conversationId]);
  const [own] = await source.query(findAssistant, [tenantId, found.channelId]);
  return { conversation: found, messages: newestFirst.reverse(), assistant: own ?? null, now: new Date() };
}

/** $1 turn, $2 tenant, $3 conversation, $4 message, $5 assistant. */
export const beginTurn = statement(
  'ai-begin-turn',
  sql`insert into ${turns.table} as u (${turns.list(['id', 'tenantId', 'conversationId', 'messageId', 'assistantId', 'status', 'createdAt'])})
   values ($1, $2, $3, $4, $5, ${quoted(AiTurnStatus.RUNNING)}, now())
   on conflict (${turns.column.conversationId}, ${turns.column.messageId}) do update set ${turns.column.assistantId} = ${turn.assistantId}
   returning ${as('turnId', turn.id)}, ${as('status', turn.status)}`,
);

/** Locks a turn. $1 turn. */
export const lockTurn = statement(
  'ai-lock-turn',
  sql`select ${as('status', turn.status)} from ${turns.table} u where ${turn.id} = $1 for update`,
);

/** $1 turn, $2 status, $3 reason, $4 answer. */
export const endTurnRow = statement(
  'ai-end-turn',
  `update ${turns.table} set ${turns.column.status} = $2, ${turns.column.reason} = $3, ${turns.column.answerId} = $4, ${turns.column.endedAt} = now()
    where ${turns.column.id} = $1`,
);

/** $1 conversation, $2 state, $3 reason, $4 time. */
export const setHandoffRow = statement(
  'ai-set-handoff',
  `update ${conversations.table} set ${conversations.column.handoff} = $2, ${conversations.column.handoffReason} = $3, ${conversations.column.handoffAt} = $4
    where ${conversations.column.id} = $1`,
);

/** Locks an assistant. $1 assistant. */
export const lockAssistant = statement(
  'ai-lock-assistant',
  sql`select ${as('fault', assistant.fault)} from ${assistants.table} a where ${assistant.id} = $1 for no key update`,
);

/** Ends what a crash or a newer message left. $1 conversation, $2 message of the turn that goes on, or null. */
export const discardOthers = statement(
  'ai-discard-turns',
  `update ${turns.table} set ${turns.column.status} = ${quoted(AiTurnStatus.DISCARDED)}, ${turns.column.endedAt} = now()
    where ${turns.column.conversationId} = $1 and ${turns.column.status} = ${quoted(AiTurnStatus.RUNNING)}
      and ${turns.column.messageId} is distinct from $2::uuid`,
);

/** While a model is asked. $1 tenant, $2 conversation. */
export const readProgress = statement(
  'ai-read-progress',
  sql`select ${as('handoff', conversation.handoff)}, ${as(
    'newestId',
    orNull(
      text(`(select ${message.id} from ${messages.table} m where ${message.conversationId} = ${conversation.id}
        and ${message.direction} = ${quoted(MessageDirection.INBOUND)} and ${message.kind} not in (${quoted(MessageKind.REACTION, MessageKind.SYSTEM, MessageKind.CALL)})
          and ${message.deletedAt} is null
        order by ${message.id} desc limit 1)`),
    ),
  )}
     from ${conversations.table} c where ${conversation.tenantId} = $1 and ${conversation.id} = $2`,
);

/** Outdates open suggestions. $1 conversation. */
export const outdateSuggestions = statement(
  'ai-outdate-suggestions',
  `update ${suggestions.table} set ${suggestions.column.status} = ${quoted(SuggestionStatus.OUTDATED)}
    where ${suggestions.column.conversationId} = $1 and ${suggestions.column.status} = ${quoted(SuggestionStatus.OPEN)}`,
);

/** $1 id, $2 tenant, $3 conversation, $4 assistant, $5 message, $6 text, $7 topic, $8 stage, $9 asks for a person, $10 why. */
export const addSuggestion = statement(
  'ai-add-suggestion',
  `insert into ${suggestions.table} (${suggestions.list(['id', 'tenantId', 'conversationId', 'assistantId', 'inReplyToId', 'text', 'topicId', 'stageId', 'asksForPerson', 'reason', 'status', 'createdAt'])})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${quoted(SuggestionStatus.OPEN)}, now())`,
);

/** $1 id, $2 tenant, $3 conversation, $4 assistant, $5 turn, $6 prompt, $7 and $8 estimated tokens. */
export const reserveCall = statement(
  'ai-reserve-call',
  `insert into ${calls.table} (${calls.list(['id', 'tenantId', 'conversationId', 'assistantId', 'turnId', 'prompt', 'promptTokens', 'completionTokens', 'isEstimate', 'createdAt'])})
   values ($1, $2, $3, $4, $5, $6, $7, $8, true, now())`,
);

const settled = {
  prompt: `coalesce($4::int, ${call.promptTokens})`,
  completion: `coalesce($5::int, ${call.completionTokens})`,
};

/** The cost is by the prices of now. $1 call, $2 answer, $3 fault, $4 and $5 tokens, $6 whether they are an estimate, $7 latency. */
export const settleCall = statement(
  'ai-settle-call',
  `update ${calls.table} k set ${calls.column.answer} = $2::jsonb, ${calls.column.fault} = $3, ${calls.column.promptTokens} = ${settled.prompt},
          ${calls.column.completionTokens} = ${settled.completion}, ${calls.column.isEstimate} = $6, ${calls.column.latencyMs} = $7,
          ${calls.column.costAmount} = trim_scale(round((${settled.prompt} * ${assistant.promptTokenPrice} + ${settled.completion} * ${assistant.completionTokenPrice}) / 1000000, 9)),
          ${calls.column.costCurrency} = ${assistant.priceCurrency}
     from ${assistants.table} a where ${call.id} = $1 and ${assistant.id} = ${call.assistantId}`,
);

/** $1 call, $2 why its answer does not leave. */
export const markHeldBack = statement(
  'ai-mark-held-back',
  `update ${calls.table} set ${calls.column.fault} = $2 where ${calls.column.id} = $1`,
);

/** The calls of a turn, oldest first. $1 turn. */
export const callsOfTurn = statement(
  'ai-calls-of-turn',
  sql`select ${as('id', call.id)}, ${as('answer', call.answer)}, ${as('fault', call.fault)} from ${calls.table} k
    where ${call.turnId} = $1 order by ${call.id}`,
);

/** $1 tenant, $2 contact. */
export const bookingsOfContact = statement(
  'ai-bookings-of-contact',
  sql`select ${as('status', booking.status)}, ${as('startsAtLocal', booking.startsAtLocal)}, ${as('staffName', booking.staffName)},
          ${as('services', booking.services)}
     from ${bookings.table} b where ${booking.tenantId} = $1 and ${booking.contactId} = $2
    order by ${booking.id} desc limit 3`,
);

/** The lead of a conversation, by the names of its topic and stage. $1 tenant, $2 conversation. */
export const leadOfConversation = statement(
  'ai-lead-of-conversation',
  sql`select ${as('topic', orNull(text(`(select ${tableOf(Topic).column.name} from ${tableOf(Topic).table} where ${tableOf(Topic).column.id} = ${lead.topicId})`)))},
          ${as('stage', orNull(text(`(select ${tableOf(LeadStage).column.name} from ${tableOf(LeadStage).table} where ${tableOf(LeadStage).column.id} = ${lead.stageId})`)))},
          ${as('createdAt', lead.createdAt)}
     from ${conversations.table} c join ${tableOf(Lead).table} l on ${lead.id} = ${conversation.leadId}
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2`,
);

/** Names to choose from, and the company's phones. $1 tenant. */
export const companyLists = statement<{
  readonly topics: readonly string[];
  readonly stages: readonly string[];
  readonly phones: readonly string[];
}>(
  'ai-company-lists',
  `select array(select ${tableOf(Topic).column.name} from ${tableOf(Topic).table} where ${tableOf(Topic).column.tenantId} = $1 and ${tableOf(Topic).column.archivedAt} is null order by 1 limit 50) as topics,
          array(select ${tableOf(LeadStage).column.name} from ${tableOf(LeadStage).table} where ${tableOf(LeadStage).column.tenantId} = $1 and ${tableOf(LeadStage).column.archivedAt} is null and not ${tableOf(LeadStage).column.isTerminal} order by 1 limit 50) as stages,
          array(select ${channel.phoneNumber} from ${tableOf(Channel).table} h where ${channel.tenantId} = $1 and ${channel.phoneNumber} is not null limit 500) as phones`,
);

/** $1 assistant, $2 fault; both null when there is none. @returns a row when it changed */
export const setFault = statement(
  'ai-set-fault',
  sql`update ${assistants.table} a set ${assistants.column.fault} = $2, ${assistants.column.faultAt} = case when $2::text is null then null else now() end
    where ${assistant.id} = $1 and ${assistant.fault} is distinct from $2::text returning ${as('id', assistant.id)}`,
);

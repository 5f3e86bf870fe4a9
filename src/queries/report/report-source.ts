/** Where the figures of reports come from: one statement for each source, for any combination of figures. */
import { tableOf } from '../../database/columns.js';
import { quoted } from '../../database/sql.js';
import { BookingNotificationDecision } from '../../domain/booking-vocabulary.js';
import { MessageStatus } from '../../domain/delivery-status.js';
import { ReportDimension, ReportMetric } from '../../domain/report.js';
import {
  AiReason,
  AiTurnStatus,
  AuthorKind,
  ConversationStatus,
  CredentialKind,
  HandoffState,
  MessageDirection,
  MessageKind,
  SuggestionStatus,
} from '../../domain/vocabulary.js';
import { Activity } from '../../entities/activity.entity.js';
import { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { AiCall } from '../../entities/ai-call.entity.js';
import { AiTurn } from '../../entities/ai-turn.entity.js';
import { ApiToken } from '../../entities/api-token.entity.js';
import { BookingNotification } from '../../entities/booking-notification.entity.js';
import { Contact } from '../../entities/contact.entity.js';
import { Conversation } from '../../entities/conversation.entity.js';
import { Lead } from '../../entities/lead.entity.js';
import { LeadStage } from '../../entities/lead-stage.entity.js';
import { Message } from '../../entities/message.entity.js';
import { ReplySuggestion } from '../../entities/reply-suggestion.entity.js';

/** A filter of a report that names rows by their ids. */
export type ReportFilter = 'channelIds' | 'topicIds' | 'userIds' | 'teamIds';

/** The bounds of a source's rows: placeholders of the smallest ids at the beginning and after the end. */
export interface ReportBounds {
  readonly from: string;
  readonly to: string;
  /** The same, a week earlier and later, for a source that is `isWide`; else empty. */
  readonly before: string;
  readonly after: string;
}

/** Rows that are counted or measured. */
export interface ReportSource {
  /** Aggregates. */
  readonly values: Readonly<Partial<Record<ReportMetric, string>>>;
  /** What follows `from`, with a complete `where`; `$1` is the tenant. */
  readonly rows: (bounds: ReportBounds) => string;
  /** True if rows before and after the time matter: the questions and answers of dialogues. */
  readonly isWide?: boolean;
  readonly time: string;
  readonly keys: Readonly<Partial<Record<ReportDimension, string>>>;
  readonly filters: Readonly<Partial<Record<ReportFilter, string>>>;
}

const [messages, conversations, activities, contacts, leads, stages, notices] = [
  tableOf(Message),
  tableOf(Conversation),
  tableOf(Activity),
  tableOf(Contact),
  tableOf(Lead),
  tableOf(LeadStage),
  tableOf(BookingNotification),
];
const [m, c, a, p, l, n, s] = [
  messages.of('m'),
  conversations.of('c'),
  activities.of('a'),
  contacts.of('p'),
  leads.of('l'),
  notices.of('n'),
  stages.of('s'),
];
const [calls, aiTurns, suggestions, assistants, tokens] = [
  tableOf(AiCall),
  tableOf(AiTurn),
  tableOf(ReplySuggestion),
  tableOf(AiAssistant),
  tableOf(ApiToken),
];
const [k, u, g, q] = [calls.of('k'), aiTurns.of('u'), suggestions.of('g'), assistants.of('q')];
const x = tokens.of('x');
const { CHANNEL, TOPIC, USER, TEAM, LEAD_STAGE, MESSAGE_STATUS, ASSISTANT, AI_REASON } = ReportDimension;
const count = (condition: string) => `count(*) filter (where ${condition})::int`;
const inbound = `${m.direction} = ${quoted(MessageDirection.INBOUND)}`;
const outbound = `${m.direction} = ${quoted(MessageDirection.OUTBOUND)}`;
const between = (tenantId: string, id: string, { from, to }: ReportBounds) =>
  `${tenantId} = $1 and ${id} >= ${from} and ${id} < ${to}`;

const ofConversation = {
  keys: { [CHANNEL]: c.channelId, [TOPIC]: c.topicId, [USER]: c.assigneeId, [TEAM]: c.teamId },
  filters: { channelIds: c.channelId, topicIds: c.topicId, userIds: c.assigneeId, teamIds: c.teamId },
};
const percentile = (part: number, condition: string) =>
  `percentile_cont(${part}) within group (order by t.seconds) filter (where ${condition})`;
/** A change of an activity, such as of the status to RESOLVED. */
const changedTo = (field: string, value: string) =>
  `${a.changes} @> jsonb_build_array(jsonb_build_object('field', ${quoted(field)}, 'after', ${value}))`;

/**
 * First unanswered messages of customers, each with the next message of one of the authors: the rows at which the side of
 * the dialogue changes. Reactions and notices are no words of either.
 */
const turns = ({ before, after }: ReportBounds, ...authors: AuthorKind[]) => `(
  select said.*, lead(said.at) over said_by as answered_at, lead(said.author_id) over said_by as answered_by from (
    select ${m.conversationId} as conversation_id, ${m.id} as id, ${m.createdAt} as at, ${m.direction} as direction,
           ${m.authorUserId} as author_id, lag(${m.direction}) over (partition by ${m.conversationId} order by ${m.id}) as previous
      from ${messages.table} m
     where ${m.tenantId} = $1 and ${m.id} >= ${before} and ${m.id} < ${after}
       and ${m.kind} not in (${quoted(MessageKind.REACTION)}, ${quoted(MessageKind.SYSTEM)})
       and (${inbound} or ${m.authorKind} in (${quoted(...authors)}))
  ) said where said.direction is distinct from said.previous
  window said_by as (partition by said.conversation_id order by said.id))`;

/** Rows of an assistant's table with their conversations. */
const ofAssistants = (
  { table }: { readonly table: string },
  row: { readonly tenantId: string; readonly id: string; readonly conversationId: string },
  alias: string,
  more = '',
) => ({
  rows: (bounds: ReportBounds) =>
    `${table} ${alias} join ${conversations.table} c on ${c.id} = ${row.conversationId} where ${between(row.tenantId, row.id, bounds)}${more}`,
});
const byConversation = {
  keys: { [CHANNEL]: c.channelId, [TOPIC]: c.topicId, [TEAM]: c.teamId },
  filters: { channelIds: c.channelId, topicIds: c.topicId, teamIds: c.teamId },
};
const ended = ` and ${u.status} not in (${quoted(AiTurnStatus.RUNNING, AiTurnStatus.DISCARDED)})`;
const isSent = `${g.status} = ${quoted(SuggestionStatus.USED)}`;
/**
 * Every wish for a person: of a turn of the assistant, and by `requestHandoff` of a colleague or a program. A wish that only
 * got another reason is no other one, and that of a program about a turn is in the turn.
 */
const handoffs = (bounds: ReportBounds) => `(
  select ${u.conversationId} as conversation_id, ${u.createdAt} as at, ${u.assistantId} as assistant_id, ${u.reason} as reason
    from ${aiTurns.table} u where ${between(u.tenantId, u.id, bounds)} and ${u.status} = ${quoted(AiTurnStatus.HANDED_OFF)}
   union all
  select ${a.conversationId}, ${a.createdAt}, ${x.assistantId},
         case when ${x.assistantId} is null then ${quoted(AiReason.ASKED_BY_COLLEAGUE)} else ${quoted(AiReason.ASKED_BY_MODEL)} end
    from ${activities.table} a left join ${tokens.table} x on ${a.credentialKind} = ${quoted(CredentialKind.API_TOKEN)} and ${x.id}::text = ${a.credentialId}
   where ${between(a.tenantId, a.id, bounds)} and ${a.targetType} = ${quoted(Conversation.name)}
     and ${changedTo('handoff', quoted(HandoffState.HANDOFF_REQUESTED))})`;
/** The currency of the prices now; `$1` is the tenant. */
export const priceCurrencySql = `(select ${q.priceCurrency} from ${assistants.table} q where ${q.tenantId} = $1 and ${q.priceCurrency} is not null order by ${q.archivedAt} desc nulls first, ${q.id} limit 1)`;

/** The sources; each figure is in exactly one. */
export const reportSources: readonly ReportSource[] = [
  {
    values: {
      [ReportMetric.MESSAGES_IN]: count(inbound),
      [ReportMetric.MESSAGES_OUT]: count(outbound),
      [ReportMetric.MESSAGES_FAILED]: count(`${outbound} and ${m.status} = ${quoted(MessageStatus.FAILED)}`),
    },
    rows: bounds =>
      `${messages.table} m join ${conversations.table} c on ${c.id} = ${m.conversationId}
        where ${between(m.tenantId, m.id, bounds)} and ${m.kind} <> ${quoted(MessageKind.REACTION)}`,
    time: m.createdAt,
    keys: { ...ofConversation.keys, [USER]: m.authorUserId, [MESSAGE_STATUS]: m.status },
    filters: { ...ofConversation.filters, userIds: m.authorUserId },
  },
  {
    values: { [ReportMetric.CONVERSATIONS_OPENED]: 'count(*)::int' },
    rows: bounds => `${conversations.table} c where ${between(c.tenantId, c.id, bounds)}`,
    time: c.createdAt,
    ...ofConversation,
  },
  {
    values: { [ReportMetric.CONVERSATIONS_RESOLVED]: 'count(*)::int' },
    rows: bounds =>
      `${activities.table} a join ${conversations.table} c on ${c.id} = ${a.conversationId}
        where ${between(a.tenantId, a.id, bounds)} and ${a.targetType} = ${quoted(Conversation.name)}
          and ${changedTo('status', quoted(ConversationStatus.RESOLVED))}`,
    time: a.createdAt,
    keys: { ...ofConversation.keys, [USER]: a.actorId },
    filters: { ...ofConversation.filters, userIds: a.actorId },
  },
  {
    values: { [ReportMetric.CONTACTS_NEW]: 'count(*)::int' },
    rows: bounds =>
      `${contacts.table} p where ${between(p.tenantId, p.id, bounds)} and ${p.mergedIntoId} is null`,
    time: p.createdAt,
    ...{ keys: {}, filters: {} },
  },
  {
    values: { [ReportMetric.LEADS_NEW]: 'count(*)::int' },
    rows: bounds =>
      `${leads.table} l where ${between(l.tenantId, l.id, bounds)} and ${l.mergedIntoId} is null`,
    time: l.createdAt,
    keys: { [CHANNEL]: l.channelId, [TOPIC]: l.topicId, [USER]: l.ownerId, [LEAD_STAGE]: l.stageId },
    filters: { channelIds: l.channelId, topicIds: l.topicId, userIds: l.ownerId },
  },
  {
    values: {
      [ReportMetric.LEADS_WON]: count(`${s.isTerminal} and not ${s.isLost}`),
      [ReportMetric.LEADS_LOST]: count(`${s.isTerminal} and ${s.isLost}`),
    },
    rows: bounds =>
      `${activities.table} a join ${leads.table} l on ${l.id} = ${a.targetId}
         join ${stages.table} s on ${changedTo('stageId', `${s.id}::text`)}
        where ${between(a.tenantId, a.id, bounds)} and ${a.targetType} = ${quoted(Lead.name)} and ${s.tenantId} = $1`,
    time: a.createdAt,
    keys: { [CHANNEL]: l.channelId, [TOPIC]: l.topicId, [USER]: l.ownerId, [LEAD_STAGE]: s.id },
    filters: { channelIds: l.channelId, topicIds: l.topicId, userIds: l.ownerId },
  },
  {
    values: {
      [ReportMetric.RESPONSE_MEDIAN]: percentile(0.5, 'true'),
      [ReportMetric.RESPONSE_P90]: percentile(0.9, 'true'),
      [ReportMetric.FIRST_RESPONSE_MEDIAN]: percentile(0.5, 't.is_first'),
      [ReportMetric.FIRST_RESPONSE_P90]: percentile(0.9, 't.is_first'),
    },
    rows: bounds =>
      `(select turn.*, extract(epoch from turn.answered_at - turn.at)::float8 as seconds,
               turn.previous is null and ${c.id} >= ${bounds.from} and ${c.id} < ${bounds.to} as is_first
          from ${turns(bounds, AuthorKind.USER)} turn join ${conversations.table} c on ${c.id} = turn.conversation_id
         where ${c.tenantId} = $1 and turn.direction = ${quoted(MessageDirection.INBOUND)} and turn.answered_at is not null
           and turn.id >= ${bounds.from} and turn.id < ${bounds.to}) t
        join ${conversations.table} c on ${c.id} = t.conversation_id where true`,
    isWide: true,
    time: 't.at',
    keys: { ...ofConversation.keys, [USER]: 't.answered_by' },
    filters: { ...ofConversation.filters, userIds: 't.answered_by' },
  },
  {
    values: { [ReportMetric.CUSTOMER_TURNS]: 'count(*)::int' },
    rows: bounds =>
      `${turns(bounds, AuthorKind.USER, AuthorKind.AI)} turn join ${conversations.table} c on ${c.id} = turn.conversation_id
        where ${c.tenantId} = $1 and turn.direction = ${quoted(MessageDirection.INBOUND)}
          and turn.id >= ${bounds.from} and turn.id < ${bounds.to}`,
    isWide: true,
    time: 'turn.at',
    ...byConversation,
  },
  {
    values: {
      [ReportMetric.AI_TURNS]: 'count(*)::int',
      [ReportMetric.AI_ANSWERS]: count(`${u.status} = ${quoted(AiTurnStatus.ANSWERED)}`),
    },
    ...ofAssistants(aiTurns, u, 'u', ended),
    time: u.createdAt,
    keys: { ...byConversation.keys, [ASSISTANT]: u.assistantId, [AI_REASON]: u.reason },
    filters: byConversation.filters,
  },
  {
    values: { [ReportMetric.HANDOFFS]: 'count(*)::int' },
    rows: bounds =>
      `${handoffs(bounds)} h join ${conversations.table} c on ${c.id} = h.conversation_id where true`,
    time: 'h.at',
    keys: { ...byConversation.keys, [ASSISTANT]: 'h.assistant_id', [AI_REASON]: 'h.reason' },
    filters: byConversation.filters,
  },
  {
    values: {
      [ReportMetric.AI_CALLS]: 'count(*)::int',
      [ReportMetric.AI_FAILURES]: count(`${k.fault} is not null`),
      [ReportMetric.AI_PROMPT_TOKENS]: `coalesce(sum(${k.promptTokens}), 0)::float8`,
      [ReportMetric.AI_COMPLETION_TOKENS]: `coalesce(sum(${k.completionTokens}), 0)::float8`,
      [ReportMetric.AI_COST]: `coalesce(sum(${k.costAmount}) filter (where ${k.costCurrency} = ${priceCurrencySql}), 0)::float8`,
    },
    ...ofAssistants(calls, k, 'k'),
    time: k.createdAt,
    keys: { ...byConversation.keys, [ASSISTANT]: k.assistantId },
    filters: byConversation.filters,
  },
  {
    values: {
      [ReportMetric.SUGGESTIONS]: 'count(*)::int',
      [ReportMetric.SUGGESTIONS_SENT]: count(`${isSent} and ${g.isChanged} is not true`),
      [ReportMetric.SUGGESTIONS_EDITED]: count(`${isSent} and ${g.isChanged}`),
      [ReportMetric.SUGGESTIONS_DISMISSED]: count(`${g.status} = ${quoted(SuggestionStatus.DISMISSED)}`),
      [ReportMetric.SUGGESTIONS_OUTDATED]: count(`${g.status} = ${quoted(SuggestionStatus.OUTDATED)}`),
    },
    ...ofAssistants(suggestions, g, 'g'),
    time: g.createdAt,
    keys: { ...byConversation.keys, [ASSISTANT]: g.assistantId },
    filters: byConversation.filters,
  },
  {
    values: { [ReportMetric.BOOKING_NOTICES]: 'count(*)::int' },
    rows: bounds =>
      `${notices.table} n where ${between(n.tenantId, n.id, bounds)} and ${n.decision} = ${quoted(BookingNotificationDecision.SENT)}`,
    time: n.createdAt,
    ...{ keys: {}, filters: {} },
  },
];

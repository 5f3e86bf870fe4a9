/**
 * Result rows of the statements that store messages: one row for each message with a conversation, read by position.
 * While the tenant has subscribers in this process, a row also includes the event's rows, so that the feed need not
 * read the log.
 */
import { inArrays, type Statement, statement } from '../database/statement.js';
import type { LoggedEvent, StoredPreviousValues } from '../domain/logged-event.js';
import { ConversationStatus, EventType } from '../domain/vocabulary.js';
import { EventWithRows, rowColumns } from './event-with-rows.js';

/** The outcome of one message; a message without a conversation has no row. */
export interface StoredRow {
  readonly n: number;
  readonly messageId: string | null;
  readonly conversationId: string;
  readonly isStored: boolean;
  /** Previous status of the conversation if the message reopened it; null if it was open. */
  readonly openedFrom: string | null;
  /** True if earlier-arrived changes wait for the message. */
  readonly hasWaiting: boolean;
  /** The tenant's event position after the batch; null when it had nothing new. */
  readonly position: number | null;
  /** Number of the tenant's events in the batch. */
  readonly eventCount: number | null;
  /** Time of the events, as in the log. */
  readonly at: Date;
  /** Assignee, team, topic and labels of the conversation before the message, if it changed the topic. */
  readonly was: StoredPreviousValues | null;
  /** The lead that was inserted for the message; null without one. */
  readonly newLeadId: string | null;
  /** True if its conversation was inserted. */
  readonly isNewConversation: boolean;
  /** The first note of its lead, which quotes the message; null without one. */
  readonly noteId: string | null;
  /** The lead that its topic or referral changed; null without one. */
  readonly updatedLeadId: string | null;
  /** The changed fields of that lead, with commas. */
  readonly leadFields: string | null;
}

/** SQL expressions of a StoredRow, and the aliases of its source tables. */
interface StoredRowSql {
  readonly facts: Readonly<Record<keyof StoredRow, string>>;
  /** Aliases of the inserted messages and updated conversations, with every column. */
  readonly aliases: Readonly<Record<'message' | 'conversation' | 'channel' | 'contact', string>>;
}

const factNames = [
  'n',
  'messageId',
  'conversationId',
  'isStored',
  'openedFrom',
  'hasWaiting',
  'position',
  'eventCount',
  'at',
  'was',
  'newLeadId',
  'isNewConversation',
  'noteId',
  'updatedLeadId',
  'leadFields',
] as const satisfies readonly (keyof StoredRow)[];

/** Conversation fields that change when a message opens it, in addition to those that every message changes. */
function changedByOpening(from: string): readonly string[] {
  return from === ConversationStatus.SNOOZED ? ['status', 'snoozedUntil'] : ['status'];
}

/** The same as SQL; `from` is null if the message does not open the conversation. */
export function changedByOpeningSql(from: string): string {
  const { SNOOZED } = ConversationStatus;
  return `case when ${from} is null then '{}'::text[] when ${from} = '${SNOOZED}' then '{${changedByOpening(SNOOZED)}}' else '{${changedByOpening('')}}' end`;
}

/** A statement that returns StoredRows, and a second form that adds the events' rows. */
export interface StoringStatements {
  readonly plain: Statement<readonly unknown[]>;
  readonly withRows: Statement<readonly unknown[]>;
}

/** Creates both forms. `text` receives the select list, and whether the rows must be joined. */
export function storingStatements(
  name: string,
  sql: StoredRowSql,
  text: (columns: string, hasRows: boolean) => string,
): StoringStatements {
  const facts = factNames.map(fact => sql.facts[fact]).join(', ');
  return {
    plain: inArrays(statement(name, text(facts, false))),
    withRows: inArrays(statement(`${name}-with-rows`, text(`${facts}, ${rowColumns(sql.aliases)}`, true))),
  };
}

/** Reads the base columns of a row. */
export function readStoredRow(values: readonly unknown[]): StoredRow {
  const row: Record<string, unknown> = {};
  factNames.forEach((name, index) => {
    row[name] = values[index];
  });
  return row as unknown as StoredRow;
}

/**
 * The events of a batch's messages of one tenant, with their rows. Empty when the batch also wrote events that its rows
 * do not tell: the feed reads the log then.
 */
export function toCachedEvents(
  tenantId: string,
  answer: readonly (readonly unknown[])[],
  channelIdOf: (n: number) => string,
): readonly EventWithRows[] {
  const rows = answer
    .map(values => ({ values, row: readStoredRow(values) }))
    .sort((a, b) => a.row.n - b.row.n);
  const events = rows.flatMap(({ values, row }) =>
    happenedWith(row, channelIdOf(row.n)).map(happened => ({ values, row, happened })),
  );
  const last = rows.find(({ row }) => row.position !== null)?.row;
  if (last?.position == null || last.eventCount !== events.length) return [];
  const before = last.position - events.length;
  return events.map(({ values, row, happened }, index) => {
    const event = { ...happened, tenantId, position: before + index + 1, at: row.at };
    return new EventWithRows(event, values, factNames.length);
  });
}

type Happened = Omit<LoggedEvent, 'tenantId' | 'position' | 'at'>;

/** What the log has of a message, in its order. */
function happenedWith(row: StoredRow, channelId: string): readonly Happened[] {
  const { conversationId, messageId, newLeadId, noteId, updatedLeadId, leadFields } = row;
  const none = { channelId: null, conversationId, messageId: null, changed: [], was: null };
  const happened: Happened[] = [];
  if (newLeadId !== null) happened.push({ ...none, kind: EventType.LEAD_ADDED, subjectId: newLeadId });
  if (row.isNewConversation)
    happened.push({ ...none, channelId, kind: EventType.CONVERSATION_ADDED, subjectId: conversationId });
  if (row.isStored && messageId !== null) {
    const changed = row.openedFrom === null ? [] : changedByOpening(row.openedFrom);
    const of = { channelId, conversationId, messageId, changed, was: row.was };
    happened.push({ ...of, kind: EventType.MESSAGE_ADDED, subjectId: messageId });
  }
  if (noteId !== null) happened.push({ ...none, messageId, kind: EventType.NOTE_ADDED, subjectId: noteId });
  if (updatedLeadId !== null) {
    const of = { conversationId: null, changed: leadFields?.split(',') ?? [] };
    happened.push({ ...none, ...of, kind: EventType.LEAD_UPDATED, subjectId: updatedLeadId });
  }
  return happened;
}

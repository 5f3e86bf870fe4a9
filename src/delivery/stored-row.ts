/**
 * Result rows of the statements that store messages: one row for each message with a conversation, read by position.
 * While the tenant has subscribers in this process, a row also includes the event's rows, so that the feed need not
 * read the log.
 */
import { inArrays, type Statement, statement } from '../database/statement.js';
import type { StoredPreviousValues } from '../domain/logged-event.js';
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
  /** The tenant's event position after the batch; null when nothing was new. */
  readonly position: number | null;
  /** Number of events of the batch. */
  readonly eventCount: number | null;
  /** Time of the events, as in the log. */
  readonly at: Date;
  /** Assignee, team, topic and labels of the conversation before the message, if it changed the topic. */
  readonly was: StoredPreviousValues | null;
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
 * The events of a batch with their rows. Empty when the batch also created other events: the positions cannot be
 * derived from the messages then, and the feed reads the log.
 */
export function toCachedEvents(
  tenantId: string,
  answer: readonly (readonly unknown[])[],
  channelIdOf: (n: number) => string,
): readonly EventWithRows[] {
  const stored = answer
    .map(values => ({ values, row: readStoredRow(values) }))
    .filter(({ row }) => row.isStored)
    .sort((a, b) => a.row.n - b.row.n);
  return stored.flatMap(({ values, row }, index) => {
    if (row.position === null || row.messageId === null || row.eventCount !== stored.length) return [];
    const event = {
      tenantId,
      position: row.position - stored.length + index + 1,
      kind: EventType.MESSAGE_ADDED,
      subjectId: row.messageId,
      channelId: channelIdOf(row.n),
      conversationId: row.conversationId,
      messageId: row.messageId,
      changed: row.openedFrom === null ? [] : changedByOpening(row.openedFrom),
      at: row.at,
      was: row.was,
    };
    return [new EventWithRows(event, values, factNames.length)];
  });
}

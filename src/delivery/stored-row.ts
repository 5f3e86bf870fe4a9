/**
 * What the statements that store messages answer: a row for each message that has a conversation, read by position.
 * While the tenant has subscribers in this process, a row also has what subscriptions show of the event, so that the feed
 * need not read it from the log.
 */
import { inArrays, type Statement, statement } from '../database/statement.js';
import { ConversationStatus, EventType } from '../domain/vocabulary.js';
import { EventWithRows, rowColumns } from './event-with-rows.js';

/** The outcome of one message; a message without a conversation has no row. */
export interface StoredRow {
  readonly n: number;
  readonly messageId: string | null;
  readonly conversationId: string;
  readonly isStored: boolean;
  /** What the conversation was when the message opened it; null when it was open. */
  readonly openedFrom: string | null;
  /** Whether changes that arrived before the message wait for it. */
  readonly hasWaiting: boolean;
  /** The tenant's event position after the batch; null when nothing was new. */
  readonly position: number | null;
  /** How many events the batch made. */
  readonly eventCount: number | null;
  /** When the events happened, as the log has it. */
  readonly at: Date;
}

/** SQL expressions of a StoredRow, and the names of what its rows come from. */
interface StoredRowSql {
  readonly facts: Readonly<Record<keyof StoredRow, string>>;
  /** Inserted messages and moved conversations with every column, by the names under which they are joined. */
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
] as const satisfies readonly (keyof StoredRow)[];

/** What a message changes of a conversation that it opens, in addition to what every message changes. */
function changedByOpening(from: string): readonly string[] {
  return from === ConversationStatus.SNOOZED ? ['status', 'snoozedUntil'] : ['status'];
}

/** The same in SQL; `from` is null where nothing is opened. */
export function changedByOpeningSql(from: string): string {
  const { SNOOZED } = ConversationStatus;
  return `case when ${from} is null then '{}'::text[] when ${from} = '${SNOOZED}' then '{${changedByOpening(SNOOZED)}}' else '{${changedByOpening('')}}' end`;
}

/** A statement that answers StoredRows, and the same with the rows of the events. */
export interface StoringStatements {
  readonly plain: Statement<readonly unknown[]>;
  readonly withRows: Statement<readonly unknown[]>;
}

/** Names both forms. `text` gets the select list, and whether the rows have to be joined. */
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

/** Reads the facts of a row. */
export function readStoredRow(values: readonly unknown[]): StoredRow {
  const row: Record<string, unknown> = {};
  factNames.forEach((name, index) => {
    row[name] = values[index];
  });
  return row as unknown as StoredRow;
}

/**
 * The events of a batch with their rows. Empty when the batch also made other events: the positions do not follow from
 * the messages then, and the feed reads the log.
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
    };
    return [new EventWithRows(event, values, factNames.length)];
  });
}

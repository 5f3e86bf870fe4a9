/**
 * The columns of a MessageRow, with their SQL types: the parameters of the statements that store messages, divided into
 * the message's row and the ledger's. The statements are built from this table, so a further column of an event is
 * added here and in `toRow` of `message-row.ts`, and in no statement.
 */
import type { InsertValues } from '../database/insert-select.js';
import { quoted } from '../database/sql.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { AuthorKind, MessageDirection } from '../domain/vocabulary.js';
import type { Message } from '../entities/message.entity.js';
import type { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { MessageRow } from './message-row.js';

/** A column of the row. */
export type RowColumn = keyof MessageRow;

type SqlType = 'uuid' | 'text' | 'smallint' | 'boolean' | 'timestamptz' | 'jsonb';

/** Columns of every message; the names are the entity's. */
const messageColumns = {
  id: 'uuid',
  channelId: 'uuid',
  kind: 'text',
  text: 'text',
  replyToExternalId: 'text',
  externalId: 'text',
  sourceEventId: 'uuid',
  sentAt: 'timestamptz',
  createdAt: 'timestamptz',
} as const satisfies Partial<Record<RowColumn & keyof Message, SqlType>>;

/** Columns that a plain message does not have; the names are the entity's. */
const structureColumns = {
  content: 'jsonb',
  referral: 'jsonb',
} as const satisfies Partial<Record<RowColumn & keyof Message, SqlType>>;

/** Columns of the ledger only; the names are the entity's. */
const ledgerColumns = {
  accountId: 'uuid',
  channelExternalId: 'text',
  source: 'text',
  eventType: 'text',
  itemIndex: 'smallint',
  keptBody: 'text',
  headers: 'jsonb',
} as const satisfies Partial<Record<RowColumn & keyof WebhookEvent, SqlType>>;

/** Columns that find and move the conversation of a plain message. */
const conversationColumns = {
  identityKind: 'text',
  canonical: 'text',
  writtenAt: 'timestamptz',
} as const satisfies Partial<Record<RowColumn, SqlType>>;

const types = {
  ...messageColumns,
  ...structureColumns,
  ...ledgerColumns,
  ...conversationColumns,
  topicId: 'uuid',
  attachments: 'text',
  addsUnread: 'boolean',
} as const satisfies Record<RowColumn, SqlType>;

const namesOf = <Columns extends object>(columns: Columns): readonly (keyof Columns)[] =>
  Object.keys(columns) as (keyof Columns)[];

/** Columns of the message's row: those of every message, and those of structured messages. */
export const storedColumns = namesOf({ ...messageColumns, ...structureColumns });
/** The columns that only a structured message has. */
export const structuredColumns = namesOf(structureColumns);
/** Columns of the ledger's row only. */
export const ledgerOnlyColumns = namesOf(ledgerColumns);
/** All columns, in the order of the database's type `inbound_message`. */
export const allColumns = namesOf(types);
/** The columns that storing a plain message needs. */
export const plainColumns = namesOf({ ...messageColumns, ...ledgerColumns, ...conversationColumns });

/** SQL of a row's columns. */
export type RowSql<Column extends RowColumn = RowColumn> = Readonly<Record<Column, string>>;

/** The columns as parameters of a statement for one message, `$first` and following. */
export function asParameters<Column extends RowColumn>(
  columns: readonly Column[],
  first: number,
): RowSql<Column> {
  return Object.fromEntries(
    columns.map((column, index) => [column, `$${first + index}::${types[column]}`]),
  ) as RowSql<Column>;
}

/** The columns of the relation `alias`, which has them under their own names. */
export function asColumns<Column extends RowColumn>(
  columns: readonly Column[],
  alias: string,
): RowSql<Column> {
  return Object.fromEntries(columns.map(column => [column, `${alias}."${column}"`])) as RowSql<Column>;
}

/** The values of `asParameters`. */
export const toParameters = (columns: readonly RowColumn[], row: MessageRow): unknown[] =>
  columns.map(column => row[column]);

/** Values to insert: those of `columns` that `sql` contains. */
export function valuesOf(columns: readonly RowColumn[], sql: Partial<RowSql>): Partial<RowSql> {
  return Object.fromEntries(
    columns.flatMap(column => {
      const value = sql[column];
      if (value === undefined) return [];
      return [[column, types[column] === 'jsonb' ? `(${value})::jsonb` : value]];
    }),
  );
}

/** Values of the row for the message's insert. */
export const messageValues = (sql: Partial<RowSql>): InsertValues<Message> => valuesOf(storedColumns, sql);

/** Columns that an inbound message inserts in addition to `messageValues`. */
export const inboundValues = (conversationId: string): InsertValues<Message> => ({
  tenantId: '$1',
  conversationId,
  direction: quoted(MessageDirection.INBOUND),
  authorKind: quoted(AuthorKind.CONTACT),
  status: quoted(MessageStatus.RECEIVED),
});

/** What a search knows of one row: its texts, and what filters compare. */
import { type MessageDirection, SearchKind } from '../domain/vocabulary.js';

/** A text of a row. */
export interface SourceField {
  /** Name of the field of the schema. */
  readonly name: string;
  readonly text: string;
}

/** One row that can be found. */
export interface SearchSource {
  readonly kind: SearchKind;
  readonly id: string;
  readonly createdAt: Date;
  /** The conversation or lead of a message or note; otherwise the row itself. */
  readonly ownerId: string;
  /** The numbers on which it can be seen. */
  readonly channelIds: readonly string[];
  readonly authorId: string | null;
  readonly direction: MessageDirection | null;
  /** At least one. */
  readonly fields: readonly SourceField[];
}

/** A row by its kind and id. */
export interface SearchRef {
  readonly kind: SearchKind;
  readonly id: string;
}

const peopleKinds: ReadonlySet<SearchKind> = new Set([
  SearchKind.CONTACT,
  SearchKind.CONVERSATION,
  SearchKind.LEAD,
]);

/** True for rows that are found by parts of names and phones, and not by words of a text. */
export const isOfPeople = (kind: SearchKind): boolean => peopleKinds.has(kind);

/** Filter conditions that several lists share. An absent or null filter filters nothing. */
import { BadUserInputError } from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { Condition } from './page-sql.js';

/** Maximum number of values of one filter. */
const maxFilterValues = 100;

const maxPartLength = 200;

type Maybe<Value> = Value | null | undefined;
const none: readonly Condition[] = [];

/** The column equals this id. @throws BadUserInputError for an invalid id */
export function idIs(field: string, column: string, id: Maybe<string>): readonly Condition[] {
  if (id == null) return none;
  if (!isUuid(id)) throw new BadUserInputError(field, 'must be an id that an earlier response contained');
  return [{ name: field, toSql: parameters => `${column} = ${parameters.add(id, 'uuid')}` }];
}

/** The column is one of these ids; an empty list matches nothing. @throws BadUserInputError */
export function idIn(field: string, column: string, ids: Maybe<readonly string[]>): readonly Condition[] {
  if (ids == null) return none;
  requireFew(field, ids);
  if (!ids.every(isUuid)) throw new BadUserInputError(field, 'must contain ids of earlier responses');
  return [{ name: field, toSql: parameters => `${column} = any(${parameters.add(ids, 'uuid[]')})` }];
}

/** The column, a list of ids, has at least one of these; uses the column's partial index. @throws BadUserInputError */
export function idsOverlap(
  field: string,
  column: string,
  ids: Maybe<readonly string[]>,
): readonly Condition[] {
  return idIn(field, column, ids).map(condition => ({
    ...condition,
    isPlannedEachTime: true,
    toSql: parameters => `${column} && ${parameters.add(ids, 'uuid[]')} and ${column} <> '{}'`,
  }));
}

/** The column is one of these words; an empty list matches nothing. @throws BadUserInputError */
export function wordIn(field: string, column: string, words: Maybe<readonly string[]>): readonly Condition[] {
  if (words == null) return none;
  requireFew(field, words);
  return [{ name: field, toSql: parameters => `${column} = any(${parameters.add(words, 'text[]')})` }];
}

/** The column equals this word. */
export function wordIs(field: string, column: string, word: Maybe<string>): readonly Condition[] {
  if (word == null) return none;
  return [{ name: field, toSql: parameters => `${column} = ${parameters.add(cleanText(word), 'text')}` }];
}

/** The column contains this text, in capitals or not. No index: for lists that are read along an indexed order. @throws BadUserInputError */
export function textHas(field: string, column: string, part: Maybe<string>): readonly Condition[] {
  if (part == null) return none;
  if (part.length > maxPartLength)
    throw new BadUserInputError(field, `takes at most ${maxPartLength} characters`);
  return [
    {
      name: field,
      toSql: parameters => `strpos(lower(${column}), lower(${parameters.add(cleanText(part), 'text')})) > 0`,
    },
  ];
}

/** The column is at or after, or before this moment. */
export function timeIs(
  field: string,
  column: string,
  sign: '>=' | '<',
  moment: Maybe<Date>,
): readonly Condition[] {
  if (moment == null) return none;
  return [{ name: field, toSql: parameters => `${column} ${sign} ${parameters.add(moment, 'timestamptz')}` }];
}

/** A fixed condition, if enabled. */
export function when(field: string, isOn: boolean, sql: string): readonly Condition[] {
  return isOn ? [{ name: field, toSql: () => sql }] : none;
}

function requireFew(field: string, values: readonly unknown[]): void {
  if (values.length > maxFilterValues) {
    throw new BadUserInputError(field, `takes at most ${maxFilterValues} values`);
  }
}

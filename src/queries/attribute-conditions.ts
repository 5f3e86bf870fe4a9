/** Filter conditions on attributes; they use the GIN index of the column where a value is compared. */
import { BadUserInputError } from '../domain/errors.js';
import type { Condition } from './page-sql.js';
import { toPattern, toSearch } from './search.js';

/** A condition on an attribute, as a client gives it: exactly one of the last three. */
export interface AttributeFilter {
  readonly key: string;
  readonly equals?: unknown;
  readonly isSet?: boolean | null;
  readonly contains?: string | null;
}

const maxConditions = 10;
const maxValueChars = 2_000;

/** The conditions; all must hold. @throws BadUserInputError */
export function attributesAre(
  column: string,
  filters: readonly AttributeFilter[] | null | undefined,
): readonly Condition[] {
  if (filters == null) return [];
  if (filters.length > maxConditions)
    throw new BadUserInputError('attributes', `takes at most ${maxConditions} conditions`);
  return filters.map(filter => toCondition(column, filter));
}

function toCondition(column: string, { key, equals, isSet, contains }: AttributeFilter): Condition {
  const given = [equals, isSet, contains].filter(value => value != null);
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(key) || given.length !== 1)
    throw new BadUserInputError(
      'attributes',
      'needs a key of attributeDefinitions, and exactly one of equals, isSet and contains',
    );
  const toSql = (text: (parameters: Parameters<Condition['toSql']>[0]) => string): Condition => ({
    name: 'attributes',
    isPlannedEachTime: true,
    toSql: text,
  });
  if (isSet != null)
    return toSql(parameters => `${isSet ? '' : 'not '}${column} ? ${parameters.add(key, 'text')}`);
  if (contains != null) {
    const search = toSearch('attributes', contains);
    if (search === null) throw new BadUserInputError('attributes', 'needs a text in contains');
    return toSql(
      parameters =>
        `${column} ->> ${parameters.add(key, 'text')} ilike ${parameters.add(toPattern(search), 'text')}`,
    );
  }
  const isScalar = ['string', 'number', 'boolean'].includes(typeof equals);
  const value = JSON.stringify({ [key]: equals });
  if (!isScalar || value.length > maxValueChars)
    throw new BadUserInputError('attributes', 'needs a text, a number, true or false in equals');
  return toSql(parameters => `${column} @> ${parameters.add(value, 'jsonb')}`);
}

/** Changes of attribute values: checked against the company's definitions. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { readAttribute } from '../domain/attribute-value.js';
import { BadUserInputError } from '../domain/errors.js';
import type { AttributeTarget } from '../domain/vocabulary.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';

const definitions = tableOf(AttributeDefinition);
const definition = definitions.of('d');

/** A definition, as values are checked by it. */
export type ValueDefinition = Pick<AttributeDefinition, 'key' | 'type' | 'choices'>;

const list = statement(
  'value-definitions',
  sql`select ${definitions.select('d', ['key', 'type', 'choices'])} from ${definitions.table} d
    where ${definition.tenantId} = $1 and ${definition.target} = $2 and ${definition.archivedAt} is null`,
);

/** The definitions that values can be set for. */
export function readValueDefinitions(
  source: Pick<Transaction, 'query'>,
  tenantId: string,
  target: AttributeTarget,
): Promise<ValueDefinition[]> {
  return source.query(list, [tenantId, target]);
}

/**
 * The attributes after a change; the given object itself when nothing differs.
 * @param given values by key; null clears one
 * @throws BadUserInputError for an unknown or archived key, and for a value of another type
 */
export function changeAttributes(
  before: Readonly<Record<string, unknown>>,
  given: unknown,
  known: readonly ValueDefinition[],
): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new BadUserInputError('attributes', 'must be an object of values by key');
  const after: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(given)) {
    const found = known.find(candidate => candidate.key === key);
    if (!found)
      throw new BadUserInputError(
        'attributes',
        'must have only keys of attributeDefinitions that are not archived',
      );
    if (value === null) {
      delete after[key];
      continue;
    }
    const read = readAttribute(found, value);
    if ('expected' in read) throw new BadUserInputError(`attributes.${key}`, `must be ${read.expected}`);
    after[key] = read.value;
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].every(key => before[key] === after[key]) ? before : after;
}

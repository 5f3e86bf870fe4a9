/** Arguments written into the document instead of passed as variables: another path through parser and scalars. */
import { isDeepStrictEqual } from 'node:util';
import {
  coerceInputValue,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  parse,
  parseValue,
  validate,
  valueFromAST,
} from 'graphql';

/**
 * A value in GraphQL's notation; null for one that has none. Text at the place of an enum is written as its name where
 * possible.
 */
function toLiteral(value: unknown, type: GraphQLInputType | null): string | null {
  const named = type && getNamedType(type);
  if (typeof value === 'string') return isEnumType(named) && isName(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    const items = value.map(item => toLiteral(item, named));
    return items.includes(null) ? null : `[${items.join(', ')}]`;
  }
  const fields = isInputObjectType(named) ? named.getFields() : {};
  const parts = Object.entries(value).map(([name, inner]) =>
    toNamedLiteral(name, inner, fields[name]?.type ?? null),
  );
  return parts.includes(null) ? null : `{${parts.join(', ')}}`;
}

function toNamedLiteral(name: string, value: unknown, type: GraphQLInputType | null): string | null {
  const literal = isName(name) ? toLiteral(value, type) : null;
  return literal === null ? null : `${name}: ${literal}`;
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/** A root field with its arguments as literals; null when one of them has no notation. */
export function toLiteralField(
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
): string | null {
  const args = field.args.filter(({ name }) => Object.hasOwn(given, name));
  const literals = args.map(({ name, type }) => toNamedLiteral(name, given[name], type));
  if (literals.includes(null)) return null;
  const selected = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${field.name}(${literals.join(', ')})${selected}`;
}

/**
 * Result of a document with a literal: it cannot be parsed, it is rejected, the resolver gets the same as for the
 * variable, or it gets something else.
 */
export type LiteralReading = 'unreadable' | 'refused' | 'same' | 'other';

/** Reads a field that `toLiteralField` returned. */
export function readLiteral(
  schema: GraphQLSchema,
  operation: string,
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
  text: string,
): LiteralReading {
  try {
    if (validate(schema, parse(`${operation} { ${text} }`)).length > 0) return 'refused';
  } catch {
    return 'unreadable';
  }
  const isSame = field.args
    .filter(({ name }) => Object.hasOwn(given, name))
    .every(({ name, type }) => {
      const literal = valueFromAST(parseValue(toLiteral(given[name], type) ?? ''), type);
      const refused: unknown[] = [];
      const variable = coerceInputValue(given[name], type, path => refused.push(path));
      return refused.length === 0 && isDeepStrictEqual(toPlain(literal), toPlain(variable));
    });
  return isSame ? 'same' : 'other';
}

/** Literals become objects without a prototype. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  const isObject = typeof value === 'object' && value !== null;
  const isPlain = isObject && [null, Object.prototype].includes(Object.getPrototypeOf(value));
  if (!isPlain) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner)]));
}

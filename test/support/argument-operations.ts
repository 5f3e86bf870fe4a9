/** Operations that pass hostile values as variables, of one field or of several. */
import { coerceInputValue, type GraphQLField, getNamedType, isLeafType } from 'graphql';

/** The operation that passes the arguments as variables, and selects only the type's name. */
export function toOperation(
  kind: string,
  field: GraphQLField<unknown, unknown>,
  given: readonly string[],
): string {
  return toBatchOperation(kind, [{ field, given, prefix: '' }]);
}

/** A field of an operation; its variables and its alias have the prefix. */
export interface BatchedField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly given: readonly string[];
  readonly prefix: string;
}

/** One operation of several fields. */
export function toBatchOperation(kind: string, fields: readonly BatchedField[]): string {
  const parts = fields.map(({ field, given, prefix }) => {
    const args = field.args.filter(({ name }) => given.includes(name));
    const passed = args.map(({ name }) => `${name}: $${prefix}${name}`).join(', ');
    const selected = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
    const alias = prefix === '' ? '' : `${prefix}: `;
    return {
      declared: args.map(({ name, type }) => `$${prefix}${name}: ${type}`),
      selection: `${alias}${field.name}${passed ? `(${passed})` : ''}${selected}`,
    };
  });
  const declared = parts.flatMap(part => part.declared).join(', ');
  return `${kind}${declared ? `(${declared})` : ''} { ${parts.map(part => part.selection).join(' ')} }`;
}

/** Whether coercion rejects the variables of a field. */
export function isRefused(
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
): boolean {
  return field.args
    .filter(({ name }) => Object.hasOwn(given, name))
    .some(({ name, type }) => {
      let refused = 0;
      coerceInputValue(given[name], type, () => {
        refused += 1;
      });
      return refused > 0;
    });
}

/** The schema as text, with the directives that introspection does not show. */
import { type GraphQLSchema, Kind, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { type Access, accessOf, type RootTypeName } from '../resolvers/access.js';

const definitions = `"""The permission that the field needs, in addition to a valid credential."""
directive @requires(permission: Permission!) on FIELD_DEFINITION

"""The field needs no credential."""
directive @public on FIELD_DEFINITION`;

const rootTypes: ReadonlySet<string> = new Set<RootTypeName>(['Query', 'Mutation', 'Subscription']);

/** Prints the schema, sorted, with `@requires` or `@public` on every root field, from the access table. */
export function printSchemaWithAccess(schema: GraphQLSchema): string {
  const plain = printSchema(lexicographicSortSchema(schema));
  const parts: string[] = [];
  let end = 0;
  for (const type of parse(plain).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || !rootTypes.has(type.name.value)) continue;
    for (const { name, loc } of type.fields ?? []) {
      const access = accessOf(type.name.value as RootTypeName, name.value);
      if (access === null || !loc) continue;
      parts.push(plain.slice(end, loc.end), toDirective(access));
      end = loc.end;
    }
  }
  return `${definitions}\n\n${parts.join('')}${plain.slice(end)}\n`;
}

function toDirective(access: Access): string {
  return access === 'public' ? ' @public' : ` @requires(permission: ${access})`;
}

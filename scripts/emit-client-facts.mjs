/**
 * Writes what the client package needs to know of the schema to packages/client/src/schema-facts.ts: members of unions and
 * interfaces, the fields that are connections, the types with a version. With --check it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';

const root = new URL('..', import.meta.url);
const file = new URL('packages/client/src/schema-facts.ts', root);
const schema = buildSchema(readFileSync(new URL('src/schema/schema.graphql', root), 'utf8'));
const pageArguments = new Set(['first', 'last', 'after', 'before']);

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const objects = types.filter(isObjectType);

const possibleTypes = Object.fromEntries(
  types.filter(isAbstractType).map(type => [
    type.name,
    schema
      .getPossibleTypes(type)
      .map(({ name }) => name)
      .sort(),
  ]),
);
const connectionFields = Object.fromEntries(
  objects
    .map(type => [
      type.name,
      Object.fromEntries(
        Object.values(type.getFields())
          .filter(field => getNamedType(field.type).name.endsWith('Connection'))
          .map(({ name, args }) => [name, args.map(arg => arg.name).filter(arg => !pageArguments.has(arg))]),
      ),
    ])
    .filter(([, fields]) => Object.keys(fields).length > 0),
);
const versionedTypes = objects
  .filter(type => type.getFields().id && type.getFields().version)
  .map(({ name }) => name);

const text = `/**
 * Facts of the schema that caches need. Emitted from the schema by "npm run codegen"; do not edit.
 */

/** Members of each union and interface; for \`possibleTypes\` of a cache. */
export const possibleTypes: Record<string, string[]> = ${toSource(possibleTypes)};

/** Fields that are connections, by type: with the arguments that select another list, not another page of it. */
export const connectionFields: Record<string, Record<string, string[]>> = ${toSource(connectionFields)};

/** Types with a version: of two states of an object, the higher one is newer. */
export const versionedTypes: readonly string[] = ${toSource(versionedTypes)};
`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error(
    'packages/client/src/schema-facts.ts is not what the schema says: run "npm run codegen" and commit it.',
  );
  process.exitCode = 1;
}

/** JavaScript source with sorted keys. */
function toSource(value, indent = '') {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map(item => `'${item}'`);
    const line = `[${items.join(', ')}]`;
    return line.length < 60 ? line : `[\n${items.map(item => `${inner}${item},\n`).join('')}${indent}]`;
  }
  const entries = Object.keys(value).sort();
  return `{\n${entries.map(key => `${inner}${key}: ${toSource(value[key], inner)},\n`).join('')}${indent}}`;
}

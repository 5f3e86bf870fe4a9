/**
 * Writes what the code publishes: the GraphQL schema to src/schema/schema.graphql, as introspection to
 * introspection.json there, the members of its unions and interfaces to possible-types.json, the OpenAPI document to
 * docs/openapi.json. With --check it only compares.
 */
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { introspectionFromSchema, isAbstractType, lexicographicSortSchema } from 'graphql';
import { createSchema } from '../dist/schema/build-schema.js';
import { printSchemaWithAccess } from '../dist/schema/print-schema.js';
import { createOpenApiDocument } from '../dist/server/openapi/open-api-document.js';

const banner = '# Emitted from the code by "npm run schema"; do not edit.\n\n';
const schema = lexicographicSortSchema(await createSchema());
const emitted = {
  'src/schema/schema.graphql': `${banner}${printSchemaWithAccess(schema)}`,
  'src/schema/introspection.json': `${JSON.stringify(introspectionFromSchema(schema))}\n`,
  'src/schema/possible-types.json': `${JSON.stringify(toPossibleTypes(schema), null, 2)}\n`,
  'docs/openapi.json': `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`,
};

for (const [name, text] of Object.entries(emitted)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${name} is not what the code publishes: run "npm run codegen" and commit the result.`);
    process.exitCode = 1;
  }
}

/** The option `possibleTypes` of Apollo's cache: the object types of each union and interface. */
function toPossibleTypes(schema) {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstract.map(type => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}

/** Writes the schema that the code publishes to src/schema/schema.graphql; with --check it only compares. */
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from '../dist/resolvers/build-schema.js';

const file = new URL('../src/schema/schema.graphql', import.meta.url);
const banner = '# Emitted from the code by "npm run schema"; do not edit.\n\n';
const text = `${banner}${printSchema(lexicographicSortSchema(await createSchema()))}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error(
    'src/schema/schema.graphql is not what the code publishes: run "npm run codegen" and commit the result.',
  );
  process.exit(1);
}

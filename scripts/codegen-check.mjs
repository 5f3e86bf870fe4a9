/** Fails when the typed operations of the tests are not what codegen makes of the schema and the documents. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const file = new URL('../test/support/gql/operations.ts', import.meta.url);
const before = readFileSync(file, 'utf8');
execFileSync('graphql-codegen', ['--config', 'codegen.yml', '--silent'], { stdio: 'inherit' });
if (readFileSync(file, 'utf8') !== before) {
  console.error('test/support/gql/operations.ts was out of date: it is written again, commit it.');
  process.exit(1);
}

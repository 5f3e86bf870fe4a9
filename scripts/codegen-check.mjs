/** Fails when the typed operations of the tests and of the inbox are not what codegen makes of the schema and the documents. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const names = ['test/support/gql/operations.ts', 'web/src/gql/operations.ts'];
const read = () => names.map(name => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const before = read();
execFileSync('graphql-codegen', ['--config', 'codegen.yml', '--silent'], { stdio: 'inherit' });
const after = read();
const changed = names.filter((_, index) => before[index] !== after[index]);
if (changed.length > 0) {
  console.error(`${changed.join(' and ')} was out of date: it is written again, commit it.`);
  process.exit(1);
}

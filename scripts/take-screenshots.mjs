/**
 * Takes the pictures of docs/images: runs the tests that take pictures (they import test/support/pictures.ts), with
 * TRUNKLINE_PICTURES set. An argument chooses among their names.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test', 'e2e');
const [part = ''] = process.argv.slice(2);
const tests = readdirSync(folder)
  .filter(name => name.endsWith('.test.ts') && name.includes(part))
  .filter(name => readFileSync(join(folder, name), 'utf8').includes('/support/pictures.js'));
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(
  process.execPath,
  [
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '--maxWorkers=1'],
    ...tests.map(name => `test/e2e/${name}`),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, TRUNKLINE_PICTURES: 'docs/images' } },
);
process.exitCode = status ?? 1;

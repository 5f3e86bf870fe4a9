/**
 * Builds when the sources are not those of the last build: `npm start` and `npm test` on an unchanged checkout begin at
 * once. What counts is content, not time: a checkout of another branch changes both, a copy of the folder neither.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Made from the build, not by it. */
const emitted = ['schema.graphql', 'introspection.json', 'possible-types.json'];

/** Everything that a build reads; what is not there is passed over. */
const inputs = [
  'src',
  'pages',
  'packages',
  'web',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const stampFile = join(root, 'dist', '.built-from');

const digest = createDigest();
if (process.argv.includes('--mark')) {
  // The last step of every build.
  writeFileSync(stampFile, digest);
} else if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== digest) {
  // npm's own program: on Windows "npm" is a script that only a shell can run.
  const { npm_execpath: npm = 'npm' } = process.env;
  const [file, args] = npm.endsWith('js') ? [process.execPath, [npm]] : [npm, []];
  const { status } = spawnSync(file, [...args, 'run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

function createDigest() {
  const hash = createHash('sha256');
  for (const input of inputs)
    for (const name of list(input)) hash.update(name).update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

/** The files below a path, in a fixed order. */
function list(name) {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path)
    .filter(entry => !['node_modules', 'dist', ...emitted].includes(entry))
    .sort()
    .flatMap(entry => list(join(name, entry)));
}

/** The folder of a run: a copy of the built server (so a concurrent build has no effect), logs, the database. */
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Creates it; `remove` deletes it. `entry` is the file that starts the server. */
export function makeRunFolder(dist, entry = 'dist/main.js') {
  const built = resolve(project, dist);
  if (!existsSync(join(built, 'main.js')))
    throw new Error(`There is no built server in ${built}; run "npm run build".`);
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  // When started by root, the database runs as another user, who needs access.
  chmodSync(folder, 0o755);
  cpSync(built, join(folder, 'dist'), { recursive: true });
  for (const name of ['package.json', 'assets']) {
    const sibling = join(dirname(built), name);
    const from = existsSync(sibling) ? sibling : join(project, name);
    if (existsSync(from)) cpSync(from, join(folder, name), { recursive: true });
  }
  // Files that the entry expects next to `dist`.
  cpSync(join(project, 'bin'), join(folder, 'bin'), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  return {
    path: folder,
    entry: join(folder, entry),
    file: name => join(folder, name),
    /** Loads a module of the built server. */
    load: name => import(join(folder, 'dist', name)),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

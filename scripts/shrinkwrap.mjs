/**
 * Writes npm-shrinkwrap.json for `npm pack`: the production part of package-lock.json, so that an installation has the
 * packages that the tests ran with. Without it npm would choose the newest versions of indirect dependencies. The file
 * exists only while npm packs: in a checkout it would take precedence over package-lock.json.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const file = new URL('../npm-shrinkwrap.json', import.meta.url);

if (process.argv.includes('--remove')) {
  rmSync(file, { force: true });
} else {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const { devDependencies: _, workspaces: __, ...root } = lock.packages[''];
  const packages = Object.entries(lock.packages).filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') && !entry.dev && !entry.devOptional && !entry.peer && !entry.link,
  );
  const production = { ...lock, packages: { '': root, ...Object.fromEntries(packages) } };
  writeFileSync(file, `${JSON.stringify(production, null, 2)}\n`);
}

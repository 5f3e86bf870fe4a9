/**
 * Styles of the inbox. Those of a page stay when another one is opened, so a class that two files style would look as the
 * page that was opened last wants it.
 */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const root = 'web/src/';
const read = (pattern: string) =>
  globSync(`${root}${pattern}`).map(path => ({
    path: path.replaceAll('\\', '/').slice(root.length),
    text: readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
  }));
const styles = read('**/*.css');
const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');

/** Files by the class that they style on its own, in any state and at any width. */
const owners = new Map<string, Set<string>>();
/** Files by each class that they name. */
const named = new Map<string, Set<string>>();
const add = (map: Map<string, Set<string>>, name: string, path: string) =>
  map.set(name, (map.get(name) ?? new Set()).add(path));
for (const { path, text } of styles) {
  for (const [, selectors = ''] of text.matchAll(/([^{};]+)\{/g))
    for (const selector of selectors.replaceAll(/\([^()]*\)/g, '()').split(',')) {
      const [, name] = /^\.([\w-]+)$/.exec(selector.trim()) ?? [];
      if (name !== undefined) add(owners, name, path);
    }
  for (const [, name = ''] of text.matchAll(/\.([a-z][\w-]*)/g)) add(named, name, path);
}

it('style each class in one file', () => {
  expect(owners.size).toBeGreaterThan(150);
  const shared = [...owners].filter(([, paths]) => paths.size > 1);
  expect(shared.map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`)).toEqual([]);
});

it('of the first screen are there without another page', () => {
  const main = readFileSync(`${root}main.tsx`, 'utf8');
  const first = new Set([...main.matchAll(/import '\.\/(.+\.css)'/g)].map(([, path]) => path ?? ''));
  expect(first.size).toBeGreaterThan(5);
  const folders = new Set([...first].map(folderOf));
  const missing = read('**/*.tsx')
    .filter(({ path }) => folders.has(folderOf(path)))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/className=(?:"([^"]*)"|\{`([^$`]*)|\{[^}]*?'([^']*)')/g)]
        .flatMap(([, ...lists]) => lists.join(' ').split(/\s+/))
        .filter(name => named.has(name) && ![...(named.get(name) ?? [])].some(file => first.has(file)))
        .map(name => `${path}: .${name} of ${[...(named.get(name) ?? [])].join(', ')}`),
    );
  expect(missing).toEqual([]);
});

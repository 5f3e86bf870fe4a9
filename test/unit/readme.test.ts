import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { configVariables } from '../../src/config-variables.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

it('the README lists every configuration variable with its description, and no other', () => {
  const listed = [...readme.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \| (.*) \| (.*) \|$/gm)].map(
    ([, name, , meaning]) => [name, meaning],
  );
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries(Object.entries(configVariables).map(([name, { description }]) => [name, description])),
  );
});

it('every file that the README points to is there', () => {
  const links = [...readme.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, link]) => link as string);
  const missing = links.filter(link => {
    try {
      readFileSync(new URL(`../../${link}`, import.meta.url));
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'EISDIR';
    }
  });
  expect(links.length).toBeGreaterThan(8);
  expect(missing).toEqual([]);
});

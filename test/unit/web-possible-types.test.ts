import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { possibleTypes } from '../../web/src/live/possible-types.js';

it("knows the types of each union or interface for which the page's operations have a fragment", () => {
  const all = JSON.parse(readFileSync('src/schema/possible-types.json', 'utf8'));
  const known: Record<string, string[]> = all.possibleTypes ?? all;
  const documents = readdirSync('web/operations').map(file => readFileSync(`web/operations/${file}`, 'utf8'));
  const conditions = documents.flatMap(text =>
    [...text.matchAll(/\bon (\w+)/g)].map(([, name]) => name ?? ''),
  );
  const used = [...new Set(conditions)].filter(name => known[name] !== undefined);
  const sorted = (types: object) =>
    Object.fromEntries(Object.entries(types).map(([name, list]) => [name, [...list].sort()]));
  expect(sorted(possibleTypes)).toEqual(
    sorted(Object.fromEntries(used.map(name => [name, known[name] ?? []]))),
  );
});

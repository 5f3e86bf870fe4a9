import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { errorCodes } from '../../src/domain/errors.js';

it('docs/errors.md lists every code with its HTTP status, and no other', () => {
  const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(listed)).toEqual(errorCodes);
  expect(listed.map(([code]) => code)).toHaveLength(Object.keys(errorCodes).length);
});

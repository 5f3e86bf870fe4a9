import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';
import { ConflictReason } from '../../src/domain/conflict-reason.js';
import { errorCodes, startCodes } from '../../src/domain/errors.js';

const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const schema = buildSchema(readFileSync(new URL('../../src/schema/schema.graphql', import.meta.url), 'utf8'));

function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`${name} is missing`);
  return type.getValues().map(value => value.name);
}

it('docs/errors.md lists every code with its HTTP status, and no other', () => {
  const listed = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(listed)).toEqual(errorCodes);
  expect(listed.map(([code]) => code)).toHaveLength(Object.keys(errorCodes).length);
});

it('the enum ErrorCode has the codes that a caller can get, and not those of a failed start', () => {
  const codes = Object.keys(errorCodes).filter(code => !startCodes.includes(code as never));
  expect(valuesOf('ErrorCode')).toEqual(codes.sort());
});

it('docs/errors.md and the enum ConflictReason list every reason of a CONFLICT', () => {
  const listed = [...text.matchAll(/^\| `([A-Z_]+)` \| (?!\d{3} )/gm)].map(([, reason]) => reason);
  expect(listed.sort()).toEqual(Object.values(ConflictReason).sort());
  expect(valuesOf('ConflictReason')).toEqual(Object.values(ConflictReason).sort());
});

/** SQL texts use the values of the enums, so that the compiler finds a renamed value. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as bookingVocabulary from '../../src/domain/booking-vocabulary.js';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import { IdentityKind } from '../../src/domain/identity/identity-kind.js';
import * as vocabulary from '../../src/domain/vocabulary.js';

const words = new Set(
  [...Object.values(vocabulary), ...Object.values(bookingVocabulary), MessageStatus, IdentityKind]
    .flatMap(one => Object.values(one))
    .filter(value => typeof value === 'string'),
);

/** Migrations stay as released. */
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  name => name.endsWith('.ts') && !name.includes('migrations') && !name.startsWith('client'),
);

/** Quoted words in the template literals of a file, outside their `${…}`. */
function quotedWords(source: string): string[] {
  const found: string[] = [];
  // The nesting: the braces of an expression, or a template.
  const open: ('{' | '`')[] = [];
  for (const [token] of source.matchAll(
    /\\.|\/\*[\s\S]*?\*\/|(?<=\s)\/\/[^\n]*|`|\$\{|[{}]|'[A-Z_]+'|"[^"\n]*"|'(?:[^'\\\n]|\\.)*'/g,
  )) {
    const isText = open.at(-1) === '`';
    if (token === '`') isText ? open.pop() : open.push('`');
    else if (token === '${' && isText) open.push('{');
    else if (token === '{' && !isText) open.push('{');
    else if (token === '}' && !isText) open.pop();
    else if (isText && /^'[A-Z_]+'$/.test(token)) found.push(token.slice(1, -1));
  }
  return found;
}

describe('the values of enums in SQL', () => {
  it('are found by this test in a text, and not in code or in an expression of a text', () => {
    expect(
      quotedWords(
        "const a = `x = 'QUEUED' and #{pick('SENT', `y = 'FAILED'`)}`; const b = 'READ';".replace('#', '$'),
      ),
    ).toEqual(['QUEUED', 'FAILED']);
  });

  it('are not written out', () => {
    const written = files.flatMap(name =>
      quotedWords(readFileSync(`src/${name}`, 'utf8'))
        .filter(word => words.has(word))
        .map(word => `${name}: '${word}'`),
    );
    expect(files.length).toBeGreaterThan(500);
    expect(written).toEqual([]);
  });
});

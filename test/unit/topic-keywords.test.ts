import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadUserInputError } from '../../src/domain/errors.js';
import { toTopicKeywords } from '../../src/domain/topic-keywords.js';
import { matchTopic } from '../../src/domain/topic-rules.js';

describe('toTopicKeywords', () => {
  it('trims, joins spaces, and keeps one of several spellings that match the same words', () => {
    expect(toTopicKeywords('keywords', [' Счёт ', 'счет', 'теплый\n  пол', 'двер* вход*', 'тв'])).toEqual([
      'Счёт',
      'теплый пол',
      'двер* вход*',
      'тв',
    ]);
  });

  it.each(['', ' ', '*', '!', 'а*б', '* а', 'а**', '\u200b', 'я'.repeat(101)])('refuses %j', keyword => {
    expect(() => toTopicKeywords('keywords', ['дверь', keyword])).toThrow(BadUserInputError);
  });

  it('accepts nothing that could never match', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), keyword => {
        let accepted: string[];
        try {
          accepted = toTopicKeywords('keywords', [keyword]);
        } catch (error) {
          expect(error).toBeInstanceOf(BadUserInputError);
          return;
        }
        expect(matchTopic(keyword.replaceAll('*', ''), [{ id: 'topic', keywords: accepted }])).toBe('topic');
      }),
    );
  });
});

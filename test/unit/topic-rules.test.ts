import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainTopics, matchTopic, type TopicRule } from '../../src/domain/topic-rules.js';
import { cpuMs } from '../support/cpu-ms.js';
import { hangCpuMs } from '../support/hang.js';

function matches(keyword: string, text: string): boolean {
  return matchTopic(text, [{ id: 'topic', keywords: [keyword] }]) === 'topic';
}

describe('a keyword of matchTopic', () => {
  it.each([
    ['the word itself', 'ламинат', 'ламинат есть?'],
    ['a case of it', 'ламинат', 'нужно 20 м² ламината'],
    ['its plural', 'ламинат', 'с ламинатами'],
    ['its adjective', 'ламинат', 'ламинатный пол'],
    ['capitals', 'ламинат', 'ЛАМИНАТ!!!'],
    ['a keyword in capitals', 'Ламинат', 'ламината'],
    ['a word that changes its last vowel', 'доставка', 'сколько стоит доставку оформить'],
    ['a longer ending in place of the vowel', 'доставка', 'с доставкою'],
    ['a short word that changes its last vowel', 'цена', 'какие цены'],
    ['a long ending after a short word', 'кот', 'с котами'],
    ['an adjective in another gender', 'дубовый', 'дубовая доска'],
    ['е for ё', 'счёт', 'выставьте счета'],
    ['ё for е', 'елка', 'ёлку'],
    ['a Kazakh plural', 'есік', 'есіктер бар ма?'],
    ['a Kazakh possessive', 'баға', 'бағасы қанша'],
    ['a Kazakh case', 'жеткізу', 'жеткізуге болады ма'],
    ['a word written with a combining breve', 'дешёвый', 'деше\u0308вы\u0438\u0306'],
    ['any ending after a star', 'плит*', 'плиточный клей'],
    ['a short keyword with a star', 'тв*', 'телевизор и твёрдый'],
    ['a phrase of several words', 'теплый пол', 'нужен тёплый пол'],
    ['a phrase in another case', 'теплый пол', 'про тёплые полы'],
    ['a phrase across punctuation', 'теплый пол', 'тёплый, пол'],
    ['a hyphenated word as a phrase', 'интернет-магазин', 'ваш интернет магазин'],
    ['a part of a hyphenated word', 'магазин', 'интернет-магазине'],
    ['a number', '12', 'толщина 12 мм'],
    ['a short word as it stands', 'тв', 'куплю ТВ'],
    ['English', 'invoice', 'two Invoices please'],
  ])('matches %s', (_sentence, keyword, text) => {
    expect(matches(keyword, text)).toBe(true);
  });

  it.each([
    ['a longer word that only begins alike', 'кот', 'который час'],
    ['a word that shares the stem but no ending of inflection', 'цена', 'в центре города'],
    ['the middle of a word', 'пол', 'уполномочен'],
    ['a word much longer than it', 'пол', 'полностью'],
    ['a longer word when it has two letters', 'тв', 'твой'],
    ['a shorter word', 'ламинат', 'ламина'],
    ['words of a phrase that stand apart', 'теплый пол', 'тёплый красивый пол'],
    ['words of a phrase turned round', 'теплый пол', 'пол тёплый'],
    ['the beginning of a phrase at the end of a text', 'теплый пол', 'он тёплый'],
    ['anything when it is empty', ' ', 'слово'],
    ['anything when it is a star alone', '*', 'слово'],
    ['a text without words', 'ламинат', '👍 …'],
  ])('does not match %s', (_sentence, keyword, text) => {
    expect(matches(keyword, text)).toBe(false);
  });
});

describe('matchTopic', () => {
  const topics: readonly TopicRule[] = [
    { id: 'floors', keywords: ['ламинат', 'ламинат*', 'паркет', 'теплый пол'] },
    { id: 'doors', keywords: ['дверь', 'есік'] },
    { id: 'delivery', keywords: ['доставка', 'жеткізу'] },
  ];

  it.each([
    ['the only topic that is mentioned', 'есть двери?', 'doors'],
    ['the topic with the most hits', 'паркет, двери, дверью, дверей', 'doors'],
    ['the first of two with equal hits', 'доставка ламината', 'floors'],
    ['one hit for a word that two keywords match', 'ламинат: доставка, доставкой', 'delivery'],
    ['no topic when none is mentioned', 'здравствуйте', null],
    ['no topic for an empty text', '', null],
  ])('answers %s', (_sentence, text, expected) => {
    expect(matchTopic(text, topics)).toBe(expected);
  });

  it('answers no topic when there are none', () => {
    expect(matchTopic('ламинат', [])).toBeNull();
  });

  it.each([
    ['of short words', 'кот '.repeat(16_384)],
    ['that is one word', 'ламинат'.repeat(9_362)],
    ['of beginnings of a phrase', 'теплый '.repeat(9_362)],
    ['of emoji', '👍'.repeat(32_768)],
  ])('does not hang over a text of 512 KB %s', (_sentence, text) => {
    expect(cpuMs(() => matchTopic(text.repeat(8), topics))).toBeLessThan(hangCpuMs);
  });

  it('never throws, and answers a topic that exists or none', () => {
    const anyText = fc.string({ unit: 'binary' });
    const anyTopics = fc.array(fc.record({ id: fc.uuid(), keywords: fc.array(anyText, { maxLength: 5 }) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(anyText, anyTopics, (text, some) => {
        const id = matchTopic(text, some);
        expect(id === null || some.some(topic => topic.id === id)).toBe(true);
      }),
    );
  });
});

describe('explainTopics', () => {
  const topics: readonly TopicRule[] = [
    { id: 'floors', keywords: ['ламинат', 'теплый пол'] },
    { id: 'delivery', keywords: ['доставка'] },
    { id: 'doors', keywords: ['дверь'] },
  ];

  it('lists the topics with matches, most first, each with its keywords and words', () => {
    expect(explainTopics('Доставка, доставкой… Тёплый пол!', topics, 10)).toEqual([
      {
        topicId: 'delivery',
        count: 2,
        keywords: [
          { keyword: 'доставка', words: 'доставка' },
          { keyword: 'доставка', words: 'доставкой' },
        ],
      },
      { topicId: 'floors', count: 1, keywords: [{ keyword: 'теплый пол', words: 'теплый пол' }] },
    ]);
  });

  it('counts matches that it does not list', () => {
    expect(explainTopics('дверь дверь дверь', topics, 2)).toMatchObject([
      { count: 3, keywords: [{ words: 'дверь' }, { words: 'дверь' }] },
    ]);
  });

  it('begins with the topic that matchTopic chooses, for any text', () => {
    const word = fc.constantFrom('ламинат', 'тёплый', 'пол', 'доставкой', 'двери', 'и', '!');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), words => {
        const text = words.join(' ');
        expect(explainTopics(text, topics, 5)[0]?.topicId ?? null).toBe(matchTopic(text, topics));
      }),
    );
  });
});

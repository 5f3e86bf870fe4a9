/** Words for numbers, in Russian, English, and Kazakh without its own letters. */

/** The digits, for numbers that are told one by one. */
const digitWords: Readonly<Record<string, string>> = {
  ...{ ноль: '0', нуль: '0', один: '1', одна: '1', два: '2', две: '2', три: '3', четыре: '4', пять: '5' },
  ...{ шесть: '6', семь: '7', восемь: '8', девять: '9' },
  ...{
    нол: '0',
    бир: '1',
    еки: '2',
    уш: '3',
    торт: '4',
    бес: '5',
    алты: '6',
    жети: '7',
    сегиз: '8',
    тогыз: '9',
  },
  ...{
    zero: '0',
    one: '1',
    two: '2',
    three: '3',
    four: '4',
    five: '5',
    six: '6',
    seven: '7',
    eight: '8',
    nine: '9',
  },
};

/** Source of an expression for any word for a number. */
export const numberWord = `(?:${Object.keys(digitWords).join('|')}|одну|\\p{L}+надцать|десят\\p{L}*|двадцат\\p{L}*|тридцат\\p{L}*|сорок|пят\\p{L}*десят|шест\\p{L}*десят|сем\\p{L}*десят|восем\\p{L}*десят|девяност\\p{L}*|сто|двест\\p{L}*|трист\\p{L}*|четырест\\p{L}*|\\p{L}+сот|полтор\\p{L}*|половин\\p{L}*|он|жиырма|отыз|кырык|елу|алпыс|жетпис|сексен|токсан|жуз|жарты|ten|eleven|twelve|\\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half)`;

const digit = new RegExp(`(?<!\\p{L})(?:${Object.keys(digitWords).join('|')})(?!\\p{L})`, 'gu');

/** Digits that are written as words, as digits. */
export const withDigits = (text: string): string => text.replaceAll(digit, word => digitWords[word] ?? word);

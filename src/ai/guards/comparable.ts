/** Texts as the guards compare them. */

/** Letters that look like Latin ones, so that a word in mixed alphabets is found. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ј: 'j', ԁ: 'd', һ: 'h' },
  ...{ в: 'b', к: 'k', м: 'm', н: 'h', т: 't', ο: 'o', α: 'a', ρ: 'p', υ: 'u', ι: 'i', ν: 'v' },
};

/** Compatibility forms resolved, invisible characters removed, lower case, ё as е. */
export const toComparable = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('ё', 'е');

const kazakhLetters: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' },
};

/** Kazakh as it is written on a Russian keyboard: `тоқта` is `токта`. Of a comparable text. */
export const withoutKazakhLetters = (text: string): string =>
  text.replaceAll(/[әғқңөұүһі]/g, letter => kazakhLetters[letter] ?? letter);

/** Letters and digits only, look-alikes in one alphabet: `O-R-B-I-T` is `orbit`. */
export const toSquashed = (text: string): string =>
  toComparable(text)
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/[\p{sc=Cyrillic}\p{sc=Greek}]/gu, letter => lookAlikes[letter] ?? letter);

/** The words of a text. */
export const toWords = (text: string): string[] => toComparable(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Texts as the guards compare them. */

/** Letters that look like Latin ones, so that a word in mixed alphabets is found. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ј: 'j', ԁ: 'd', һ: 'h' },
  ...{ в: 'b', к: 'k', м: 'm', н: 'h', т: 't', ο: 'o', α: 'a', ρ: 'p', υ: 'u', ι: 'i', ν: 'v' },
};

/** Compatibility forms and digits of other scripts resolved, invisible characters and marks removed, lower case, ё as е. */
export const toComparable = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll('ё', 'е')
    .replaceAll('Ё', 'е')
    .replaceAll(/[\p{Cf}\p{M}]/gu, '')
    .replaceAll(/[^\P{Nd}0-9]/gu, toAsciiDigit)
    .replaceAll('。', '.')
    .toLowerCase();

/** A script has its ten digits in a row, from a code point that ends in 0 or in 6. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const last = code % 16;
  return String(/\p{Nd}/u.test(String.fromCodePoint(code - last)) ? last : last - 6);
}

const cyrillicTwins: Readonly<Record<string, string>> = {
  ...{ a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', y: 'у', x: 'х', i: 'і' },
  ...{ k: 'к', m: 'м', t: 'т', b: 'в', h: 'н' },
};

/** Words that mix alphabets in the Cyrillic one, and words that are written letter by letter in one piece. Of a comparable text. */
export const toPlainWords = (text: string): string =>
  text
    .replaceAll(/(?<!\p{L})\p{L}(?:[\s._*-]{1,2}\p{L}(?!\p{L})){3,}/gu, word =>
      word.replaceAll(/\P{L}/gu, ''),
    )
    .replaceAll(/\p{L}*\p{sc=Cyrillic}\p{L}*/gu, word =>
      word.replaceAll(/[a-z]/g, letter => cyrillicTwins[letter] ?? letter),
    );

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

const sounds: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    ә: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ғ: 'g',
    д: 'd',
    е: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'i',
    і: 'i',
    к: 'k',
  },
  ...{
    қ: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    ң: 'n',
    о: 'o',
    ө: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ұ: 'u',
    ү: 'u',
  },
  ...{
    ф: 'f',
    х: 'h',
    һ: 'h',
    ц: 'c',
    ч: 'ch',
    ш: 'sh',
    щ: 'sh',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'u',
    я: 'ia',
  },
};

/** The same by sound: `орбит` is `orbit`. */
export const toSpelled = (text: string): string =>
  toComparable(text)
    .replaceAll(/[\p{sc=Cyrillic}]/gu, letter => sounds[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The words of a text. */
export const toWords = (text: string): string[] => toComparable(text).match(/[\p{L}\p{N}]+/gu) ?? [];

import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable, toPlainWords, withoutKazakhLetters } from './comparable.js';
import { numberWord } from './number-words.js';

const number = String.raw`\d+(?:[\s.,'’]\d+)*`;
const thousand = String.raw`(?:\s?(?:тыс\p{L}*|мын|thousand|k|к)(?!\p{L})\.?)?`;
const money = String.raw`(?:тенге\p{L}*|тг|₸|kzt|tenge|руб\p{L}*|₽|р\.|rub\p{L}*|доллар\p{L}*|dollar\p{L}*|usd|\$|евро|euro?s?|eur|€|сом|сум|юан\p{L}*|£|pounds?)`;
const percent = String.raw`(?:%|процент\p{L}*|пайыз\p{L}*|per\s?cent|percent)`;
const ofMoney = new RegExp(
  `(${number}${thousand})\\s*-?(?:\\p{Sc}|${money})(?!\\p{L})|(?:\\p{Sc}|${money})\\s*(${number}${thousand})`,
  'giu',
);
const ofPercent = new RegExp(`(${number})\\s*-?${percent}|${percent}\\s*(${number})`, 'giu');
/** From … to …: the first number has no currency of its own. */
const ofRange = new RegExp(
  `(${number}${thousand})\\s*(?:-|–|—|до|to|and|и)\\s*(?=${number}${thousand}\\s*(?:${money}|${percent}))`,
  'giu',
);
/** A thousand needs no currency. */
const ofThousands = new RegExp(
  `(${number}\\s?(?:тыс(?:яч\\p{L}*)?|тыщ\\p{L}*|мын\\p{L}*|thousand)|${number}[кk])(?!\\p{L})`,
  'giu',
);
/** What costs three digits and more, also without a currency. */
const ofPrice =
  /(?<!\p{L})(?:сто(?:ит|ят|имость)|цена|обойд\p{L}*|выйдет|бага\p{L}*|куны|costs?|price)[^\p{L}\d]{0,3}(?:(?:всего|от|до|по|будет|около|is|from|just|only)\s+){0,2}(\d[\d\s.,]*\d\d)(?!\d)|(\d[\d\s.,]*\d\d)\s+(?:турады|шыгады)(?!\p{L})/giu;
const numberWords = new RegExp(
  `(?<!\\p{L}|\\d\\s?)(?:${numberWord}|тысяч\\p{L}*|мын|миллион|thousand)(?:\\s*%|\\s+(?:тенге\\p{L}*|рубл\\p{L}*|доллар\\p{L}*|евро|процент\\p{L}*|пайыз\\p{L}*|tenge|dollars?|euros?|per\\s?cent|percent|тысяч\\p{L}*|тыщ\\p{L}*|мын\\p{L}*|thousand))`,
  'iu',
);
const gifts =
  /скидк|скидоч|бесплат|безвозмезд|даром|промокод|в подарок|наш подарок|(?<!\p{L})(?:по)?дарим(?!\p{L})|купон|бонус|к[еэ]шб[еэ]к|распродаж|полцены|дешевле на|за счет (?:заведения|компании|салона|фирмы)|(?:платить|оплачивать) (?:\p{L}+ )?не (?:нужно|надо|прид)|не (?:берем|возьмем) (?:\p{L}+ ){0,3}(?:ден[ьег]|плат)|(?<!\p{L})акци(?:я|и|ю|ей)(?!\p{L})|(?<!\p{L})тегин|акысыз|толемсиз|женилдик|женилдет|шегерим|арзандат|сыйлыкка|(?<!\p{L})сыйга|сыйлык ретинде|акы алмай|акша(?:сын)? алмай|жарты бага|discount|promo|coupon|voucher|complimentary|gratis|free of charge|(?<!feel )(?<!\p{L})free(?!\s+(?:to|slot|time|place|spot|hour))(?!\p{L})|on the house|cashback|half price|no charge/giu;

/** Each kind of amount, and the further ones that it may be in the facts. */
const compared: readonly (readonly [RegExp, ...RegExp[]])[] = [
  [ofMoney],
  [ofPercent],
  [ofRange, ofMoney],
  [ofThousands, ofMoney, ofRange, ofPrice],
  [ofPrice, ofMoney, ofRange, ofThousands],
];

/** Every amount and per cent, and every word for free or discount, stands in the facts. */
export function findAmountFault(reply: string, { facts }: Pick<AnswerRules, 'facts'>): AnswerFault | null {
  const said = withoutKazakhLetters(toPlainWords(toComparable(reply)));
  const known = withoutKazakhLetters(toComparable(facts.join('\n')));
  for (const [pattern, ...others] of compared) {
    const allowed = new Set([pattern, ...others].flatMap(one => amountsOf(known, one)));
    if (amountsOf(said, pattern).some(amount => !allowed.has(amount))) return fault;
  }
  if (numberWords.test(said)) return fault;
  const isUnknown = (said.match(gifts) ?? []).some(word => !known.includes(word));
  return isUnknown ? fault : null;
}

const fault: AnswerFault = {
  guard: 'prices',
  words: 'The answer may name only prices, per cent and discounts that stand in the facts.',
};

function amountsOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, before, after]) => toAmount(before ?? after ?? ''));
}

function toAmount(text: string): string {
  const isThousands = /ты[сщ]|мын|thousand|[kк]\.?$/i.test(text);
  const digits = text
    .replaceAll(/[^\d.,]/g, '')
    .replace(/[.,](\d{1,2})$/, '·$1')
    .replaceAll(/[.,]/g, '');
  return isThousands ? `${digits}000` : digits;
}

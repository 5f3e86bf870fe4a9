import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable, withoutKazakhLetters } from './comparable.js';

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
const numberWords =
  /(?<!\p{L}|\d\s?)(?:один|одну|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десят\p{L}*|двадцат\p{L}*|тридцат\p{L}*|сорок|пят\p{L}*десят|сто|двест\p{L}*|трист\p{L}*|\p{L}+сот|тысяч\p{L}*|половин\p{L}*|бир|еки|уш|торт|бес|алты|жети|сегиз|тогыз|он|жиырма|отыз|кырык|елу|алпыс|жетпис|сексен|токсан|жуз|мын|миллион|жарты|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred|thousand|half)\s+(?:тенге\p{L}*|рубл\p{L}*|доллар\p{L}*|евро|процент\p{L}*|пайыз\p{L}*|tenge|dollars?|euros?|per\s?cent|percent)/iu;
const gifts =
  /скидк|скидоч|бесплат|даром|промокод|в подарок|купон|бонус|к[еэ]шб[еэ]к|распродаж|(?<!\p{L})акци(?:я|и|ю|ей)(?!\p{L})|(?<!\p{L})тегин|акысыз|толемсиз|женилдик|женилдет|шегерим|арзандат|сыйлыкка|сыйга|сыйлык ретинде|акы алмай|discount|promo|coupon|voucher|complimentary|gratis|free of charge|(?<!feel )(?<!\p{L})free(?!\s+(?:to|slot|time|place|spot|hour))(?!\p{L})|on the house|cashback|half price|no charge/giu;

/** Every amount and per cent, and every word for free or discount, stands in the facts. */
export function findAmountFault(reply: string, { facts }: Pick<AnswerRules, 'facts'>): AnswerFault | null {
  const said = withoutKazakhLetters(toComparable(reply));
  const known = withoutKazakhLetters(toComparable(facts.join('\n')));
  for (const pattern of [ofMoney, ofPercent, ofRange]) {
    const allowed = new Set([ofMoney, ofRange, ofPercent].includes(pattern) ? amountsOf(known, pattern) : []);
    if (pattern === ofRange) for (const amount of amountsOf(known, ofMoney)) allowed.add(amount);
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
  const isThousands = /тыс|мын|thousand|[kк]\.?$/i.test(text);
  const digits = text
    .replaceAll(/[^\d.,]/g, '')
    .replace(/[.,](\d{1,2})$/, '·$1')
    .replaceAll(/[.,]/g, '');
  return isThousands ? `${digits}000` : digits;
}

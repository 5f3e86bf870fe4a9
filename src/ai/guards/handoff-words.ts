import { toComparable, toPlainWords, withoutKazakhLetters } from './comparable.js';

const builtIn = [
  /(?:позов|соедин|перевед|переключ|свяж|подключ|дай(?:те)?|нуж[не]|хочу|хотел|можно|пусть|поговорить|пообщаться|ответит)\p{L}*\P{L}+(?:[\p{L}-]+\P{L}+){0,4}?(?:человек|людьми|людей|оператор|менеджер|администратор|сотрудник|специалист|консультант|живым|живой)/iu,
  /жив(?:ой|ого|ому|ым) (?:человек|оператор|менеджер|сотрудник)|(?:это )?не (?:с )?(?:бот|робот)ом?(?!\p{L})/iu,
  /\b(?:talk|speak|chat|connect|transfer|put|get|give|want|need|let)\b[^.?!]{0,40}\b(?:human|person|people|some(?:one|body)|agent|manager|operator|representative|staff)\b|\b(?:real|live|actual) (?:human|person|agent|operator)\b/i,
  /^\P{L}*(?:оператор|менеджер|администратор|человек|адам|operator|manager|human|agent)\P{L}*$/iu,
];

/** Kazakh, on either keyboard; see `withoutKazakhLetters`. */
const person =
  '(?:адам|киси|оператор|менеджер|акимши|администратор|кызметкер|маман|кенесши|басшы|директор|консультант)';
const notNegated = String.raw`(?![мпб][ае](?:ныз|низ|сын|син|йд[ыи]|шы|ши|(?!\p{L})))`;
const kazakh = [
  /(?<!\p{L})(?:адаммен|кисимен)(?!\p{L})|(?:тири|накты|кадимги)\s+(?:адам|киси|оператор|менеджер|кызметкер)/iu,
  new RegExp(
    String.raw`(?<!\p{L})${person}\p{L}*\s+(?:\p{L}+\s+)?(?:кос|шакыр|байланыс|байланыш|сойлес|жалга|багытта|ауыстыр|хабарлас|бериниз|бересиз|берши|жауап\s+бер|жазсын|шыксын|конырау\s+шал)${notNegated}`,
    'iu',
  ),
  /(?<!\p{L})(?:оператор|менеджер|адам|кызметкер|маман|акимши)\p{L}*\s+(?:керек|кажет)(?!\s+емес)(?!\p{L})/iu,
  /(?<!\p{L})(?:оператор|менеджер|тири\s+адам)\s+бар\s*ма(?!\p{L})/iu,
  /(?:бот|робот)(?:пен|\s+емес)(?!\p{L})|биреу\p{L}*\s+(?:шакыр|кос|жауап\s+бер)(?!\p{L}*м[ае](?!\p{L}))/iu,
];

/** True if the customer asks for a person, in Russian, Kazakh or English, or by one of the company's own words. */
export function asksForPerson(text: string, ownWords: readonly string[]): boolean {
  const said = toPlainWords(toComparable(text));
  const folded = withoutKazakhLetters(said);
  if (builtIn.some(pattern => pattern.test(said)) || kazakh.some(pattern => pattern.test(folded)))
    return true;
  const padded = ` ${(said.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
  return ownWords.some(word => {
    const wanted = (toComparable(word).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
    return wanted !== '' && padded.includes(` ${wanted} `);
  });
}

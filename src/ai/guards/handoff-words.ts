import { toComparable } from './comparable.js';

const builtIn = [
  /(?:позов|соедин|перевед|переключ|свяж|подключ|дай(?:те)?|нуж[не]|хочу|хотел|можно|пусть|поговорить|пообщаться|ответит)\p{L}*\P{L}+(?:[\p{L}-]+\P{L}+){0,4}?(?:человек|людьми|людей|оператор|менеджер|администратор|сотрудник|специалист|консультант|живым|живой)/iu,
  /жив(?:ой|ого|ому|ым) (?:человек|оператор|менеджер|сотрудник)|(?:это )?не (?:с )?(?:бот|робот)ом?(?!\p{L})/iu,
  /адаммен|тірі адам|нақты адам|(?:оператор|менеджер|әкімші|қызметкер|маман)\p{L}*\s+(?:қос|шақыр|байланыс|сөйлес|керек|жауап)(?!\p{L}*м[ае](?!\p{L}))|адам(?:ды)?\s+(?:шақыр(?!ма)|қос(?!па)|керек)/iu,
  /\b(?:talk|speak|chat|connect|transfer|put|get|give|want|need|let)\b[^.?!]{0,40}\b(?:human|person|people|some(?:one|body)|agent|manager|operator|representative|staff)\b|\b(?:real|live|actual) (?:human|person|agent|operator)\b/i,
  /^\P{L}*(?:оператор|менеджер|администратор|человек|адам|operator|manager|human|agent)\P{L}*$/iu,
];

/** True if the customer asks for a person, in Russian, Kazakh or English, or by one of the company's own words. */
export function asksForPerson(text: string, ownWords: readonly string[]): boolean {
  const said = toComparable(text);
  if (builtIn.some(pattern => pattern.test(said))) return true;
  const padded = ` ${(said.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
  return ownWords.some(word => {
    const wanted = (toComparable(word).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
    return wanted !== '' && padded.includes(` ${wanted} `);
  });
}

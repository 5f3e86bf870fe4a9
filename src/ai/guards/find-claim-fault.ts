import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable, toPlainWords, withoutKazakhLetters } from './comparable.js';

/** Words for a booking that was made, moved or cancelled. */
const aboutBookings = [
  /(?<!\p{L})(?:за|пере)?записа(?:л|н|ли|ла|на|ны|но)(?!\p{L})/iu,
  /забронирова(?:л|н)|отмен(?:ен|ила?|или)(?!\p{L})|отменен[ао]?(?!\p{L})|перенес(?:ен|ла|ли)|подтвержден|запись оформлена/iu,
  /(?<!\p{L})(?:записыва(?:ю|ем) вас|вас записыва(?:ю|ем)|отменя(?:ю|ем)|перенош(?:у)|переносим|брониру(?:ю|ем)|подтвержда(?:ю|ем))(?!\p{L})|вы (?:уже )?в списке|(?:бронь|место|время|запись|окно) за вами|за вами (?:\p{L}+ )?(?:закреп|остав|держ|бронь)/iu,
  // Kazakh, on either keyboard.
  /жазылды(?:ныз|к)|жазып кой|жаздым(?!\p{L})|брондал|брондады[мк]|бронь жасалды|растал|растады[мк]|растайм|бас тарт(?:ылды|тым|тык)|жойылды|жойды[мк]|ауыстырылды|ауыстырды[мк]|жылжыт(?:ылды|ты[мк])|белгилен|белгиледи[мк]|белгилеп кой|озгерт(?:илди|ти[мк])/iu,
  /(?<!\p{L})сизди (?:[\p{L}\d:]+ ){0,4}жаза(?:мын|мыз)|тизимге (?:кост|енгиз|жаз)|орын сизде(?!\p{L})|брондай(?:мын|мыз)/iu,
  /\b(?:booked|cancell?ed|rescheduled|reserved)\b|(?:booking|appointment|visit|reservation) (?:is|was|has been) \w+/i,
];
/** Words for deeds of the company that no fact of a conversation can show. */
const always = [
  /верн(?:ем|ет|у|ули|ула) (?:вам )?(?:\p{L}+ )?(?:деньги|оплату|средства|сумму)|возврат (?:оформлен|выполнен|сделан|одобрен)|признае[тм]\p{L}* (?:свою )?вину|зарегистрирова(?:н|л)|одобрен|выигра\p{L}+|оформил|компенсир|оплата (?:\p{L}+ )?(?:получена|прошла|принята)|(?:деньги|средства|сумма) (?:\p{L}+ ){0,2}(?:отправлен|переведен|зачислен|возвращен)|(?:отправил|перевел|вернул)\p{L}* (?:вам )?(?:деньги|средства|сумму)|(?:заявка|заказ) (?:\p{L}+ )?(?:принят|создан|выполнен)/iu,
  /кайтар(?:амыз|амын|дык|дым|ылды|ылады|ып бер)|кина\p{L}* мойында|тиркелди(?:низ|к)?|тиркеди[мк]|макулдан|макулдады[мк]|уттыныз|утып алдыныз|отемакы|отейм[ии]з|толем (?:\p{L}+ )?(?:кабылданды|отти|тусти)|толенди(?!\p{L})|аудар(?:ылды|дым|дык)|(?:тапсырыс|отиниш)\p{L}* (?:\p{L}+ )?кабылда(?:дым|дык|нды)/iu,
  /\brefund(?:ed| everything| you| is| has| will)|\bwe will refund|(?:export|import|transfer|deletion) (?:has )?started|\b(?:registered|approved|confirmed|deleted|exported)\b|accepts? (?:the )?(?:blame|liability)|admits? (?:its )?(?:guilt|fault)|you(?:'ve| have)? won\b|compensat|sent to the contact|payment (?:has been |was |is )?(?:received|accepted)/i,
];

/** Words for a done action need a fact of the conversation; the assistant itself does nothing. */
export function findClaimFault(
  reply: string,
  { hasBooking }: Pick<AnswerRules, 'hasBooking'>,
): AnswerFault | null {
  const said = toPlainWords(toComparable(reply));
  const texts = [said, withoutKazakhLetters(said)];
  const has = (pattern: RegExp): boolean => texts.some(text => pattern.test(text));
  const isClaim = always.some(has) || (!hasBooking && aboutBookings.some(has));
  return isClaim
    ? { guard: 'claims', words: 'The answer must not say that something was done or promised.' }
    : null;
}

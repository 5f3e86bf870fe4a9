import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable } from './comparable.js';

/** Words for a booking that was made, moved or cancelled. */
const aboutBookings = [
  /(?<!\p{L})(?:за|пере)?записа(?:л|н|ли|ла|на|ны|но)(?!\p{L})/iu,
  /забронирова(?:л|н)|отмен(?:ен|ила?|или)(?!\p{L})|отменен[ао]?(?!\p{L})|перенес(?:ен|ла|ли)|подтвержден|запись оформлена/iu,
  /жазылды(?:ңыз|қ)|жазып қой|жаздым(?!\p{L})|брондал|растал|бас тартылды|жойылды|ауыстырылды/iu,
  /\b(?:booked|cancell?ed|rescheduled|reserved)\b|(?:booking|appointment|visit|reservation) (?:is|was|has been) \w+/i,
];
/** Words for deeds of the company that no fact of a conversation can show. */
const always = [
  /верн(?:ем|ет|у|ули|ула) (?:вам )?(?:\p{L}+ )?(?:деньги|оплату|средства|сумму)|возврат (?:оформлен|выполнен|сделан|одобрен)|признае[тм]\p{L}* (?:свою )?вину|зарегистрирова(?:н|л)|одобрен|выигра\p{L}+|оформил|компенсир/iu,
  /қайтар(?:амыз|дық|ылды|ып бер)|кінә\p{L}* мойында|тіркелді(?:ңіз|к)?|тіркедім|мақұлданды|ұттыңыз|өтемақы/iu,
  /\brefund(?:ed| everything| you| is| has| will)|\bwe will refund|(?:export|import|transfer|deletion) (?:has )?started|\b(?:registered|approved|confirmed|deleted|exported)\b|accepts? (?:the )?(?:blame|liability)|admits? (?:its )?(?:guilt|fault)|you(?:'ve| have)? won\b|compensat|sent to the contact/i,
];

/** Words for a done action need a fact of the conversation; the assistant itself does nothing. */
export function findClaimFault(
  reply: string,
  { hasBooking }: Pick<AnswerRules, 'hasBooking'>,
): AnswerFault | null {
  const said = toComparable(reply);
  const isClaim =
    always.some(pattern => pattern.test(said)) || (!hasBooking && aboutBookings.some(p => p.test(said)));
  return isClaim
    ? { guard: 'claims', words: 'The answer must not say that something was done or promised.' }
    : null;
}

import type { presence as ids } from './presence.en.js';

/** Texts of presence in Kazakh: ICU messages. */
export const presence: Readonly<Record<keyof typeof ids, string>> = {
  isWriting: '{count, plural, one {{names} жазып жатыр…} other {{names} жазып жатыр…}}',
  isLooking: '{count, plural, one {{names} осы әңгімені қарап отыр} other {{names} осы әңгімені қарап отыр}}',
  colleaguesMore: '{count, plural, one {тағы #} other {тағы #}}',
  availability_ONLINE: 'Желіде: әңгіме аламын',
  availability_BUSY: 'Бос емес: жаңасын алмаймын',
  availability_OFFLINE: 'Орнында жоқ',
  availabilityFailed: 'Сақталмады. Қайталаңыз',
};

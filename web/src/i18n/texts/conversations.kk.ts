import type { conversations as ids } from './conversations.en.js';

/** Texts of the list in Kazakh: ICU messages. */
export const conversations: Readonly<Record<keyof typeof ids, string>> = {
  conversations: 'Әңгімелер',
  search: 'Іздеу: аты, телефон, мәтін',
  allNumbers: 'Барлық нөмірлер',
  number: 'Нөмір',
  status: 'Күйі',
  anyStatus: 'Кез келген күй',
  assignee: 'Жауапты',
  anyone: 'Барлығы',
  mine: 'Менікі',
  unassigned: 'Жауаптысы жоқ',
  unreadOnly: 'Оқылмаған',
  status_OPEN: 'Ашық',
  status_PENDING: 'Күтуде',
  status_RESOLVED: 'Шешілді',
  status_SNOOZED: 'Кейінге қалдырылды',
  emptyList: 'Мұнда әңгіме жоқ.',
  emptyFiltered: 'Бұл сүзгілерге сай әңгіме жоқ.',
  emptyHint: 'Клиенттің бірінші хабары әңгіме ашады.',
  clearFilters: 'Сүзгілерді тазалау',
  listFailed: 'Тізім жүктелмеді.',
  moved: '{count, plural, one {# жоғары көтерілді} other {# жоғары көтерілді}}',
  unreadCount: '{count, plural, one {# оқылмаған хабар} other {# оқылмаған хабар}}',
  draft: 'Жоба:',
  notSentShort: 'жіберілмеді',
};

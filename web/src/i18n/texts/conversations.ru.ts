import type { conversations as ids } from './conversations.en.js';

/** Texts of the list in Russian: ICU messages. */
export const conversations: Readonly<Record<keyof typeof ids, string>> = {
  conversations: 'Разговоры',
  search: 'Поиск: имя, телефон, текст',
  allNumbers: 'Все номера',
  number: 'Номер',
  status: 'Статус',
  anyStatus: 'Любой статус',
  assignee: 'Ответственный',
  anyone: 'Все',
  mine: 'Мои',
  unassigned: 'Без ответственного',
  unreadOnly: 'Непрочитанные',
  status_OPEN: 'Открыт',
  status_PENDING: 'Ожидает',
  status_RESOLVED: 'Решён',
  status_SNOOZED: 'Отложен',
  emptyList: 'Здесь нет разговоров.',
  emptyFiltered: 'Нет разговоров с такими фильтрами.',
  emptyHint: 'Первое сообщение клиента откроет разговор.',
  clearFilters: 'Сбросить фильтры',
  listFailed: 'Список не загрузился.',
  moved:
    '{count, plural, one {# поднялся выше} few {# поднялись выше} many {# поднялись выше} other {# поднялись выше}}',
  unreadCount:
    '{count, plural, one {# непрочитанное сообщение} few {# непрочитанных сообщения} many {# непрочитанных сообщений} other {# непрочитанного сообщения}}',
  draft: 'Черновик:',
  notSentShort: 'не отправлено',
};

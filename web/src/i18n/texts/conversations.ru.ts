import type { conversations as ids } from './conversations.en.js';

/** Texts of the list in Russian: ICU messages. */
export const conversations: Readonly<Record<keyof typeof ids, string>> = {
  conversations: 'Разговоры',
  search: 'Поиск: имя или телефон',
  allNumbers: 'Все номера',
  number: 'Номер',
  status: 'Статус',
  anyStatus: 'Любой статус',
  assignee: 'Ответственный',
  anyone: 'Все',
  mine: 'Мои',
  viewCount:
    '{count, plural, one {#{more} разговор} few {#{more} разговора} many {#{more} разговоров} other {#{more} разговора}}',
  viewCountOpen:
    '{count, plural, one {#{more} открытый} few {#{more} открытых} many {#{more} открытых} other {#{more} открытых}}',
  unassigned: 'Без ответственного',
  unreadOnly: 'Непрочитанные',
  status_OPEN: 'Открыт',
  status_PENDING: 'Ожидает',
  status_RESOLVED: 'Решён',
  status_SNOOZED: 'Отложен',
  emptyList: 'Здесь нет разговоров.',
  emptySearch: 'Здесь нет имени или телефона, где есть «{text}».',
  searchMessages: 'Искать в сообщениях',
  emptyFiltered: 'Нет разговоров с такими фильтрами.',
  emptyHint: 'Первое сообщение клиента откроет разговор.',
  clearFilters: 'Сбросить фильтры',
  moved:
    '{count, plural, one {# поднялся выше} few {# поднялись выше} many {# поднялись выше} other {# поднялись выше}}',
  unreadCount:
    '{count, plural, one {# непрочитанное сообщение} few {# непрочитанных сообщения} many {# непрочитанных сообщений} other {# непрочитанного сообщения}}',
  draft: 'Черновик:',
  notSentShort: 'не отправлено',
  views: 'Списки',
  allRows: 'Все',
  moreFilters: 'Ещё фильтры',
  team: 'Команда',
  anyTeam: 'Любая команда',
  anyTopic: 'Любая тема',
  label: 'Метка',
  labels: 'Метки',
  anyLabel: 'Любая метка',
  noLabels: 'Меток пока нет',
  filteredBy: 'Показано: {filters}',
  noNumberHint: 'Номера ещё не подключены. Подключите первый или напишите от имени клиента на панели «Демо».',
  noNumberAsk: 'Номера ещё не подключены. Подключить их может владелец компании.',
  connectNumber: 'Подключить номер',
  unreadSeen:
    '{count, plural, one {# сообщение, которое прочитал коллега, но не вы} few {# сообщения, которые прочитал коллега, но не вы} many {# сообщений, которые прочитал коллега, но не вы} other {# сообщения, которые прочитал коллега, но не вы}}',
  waits: 'ждёт {time}',
  waitsTitle: 'С последнего сообщения клиента',
  until: 'до {time}',
  templateOnly: 'только шаблон',
  templateOnlyTitle: 'Окно ответа закрыто: можно отправить только шаблон.',
  misfit_ASSIGNEE: 'Назначен: {name}',
  misfit_CHANNEL: 'На другом номере',
  misfit_TEAM: 'Передан другой команде',
  misfit_TOPIC: 'Тема изменена',
  misfit_LABEL: 'Метка снята',
  misfit_READ: 'Прочитан',
  openRow: 'Открыть',
  markRead: 'Отметить прочитанным',
  markUnread: 'Отметить непрочитанным',
  read: 'Прочтение',
  statusAndSnooze: 'Статус',
  choose: 'Выбрать: {name}',
  chooseRow: 'Выбрать',
  chooseNone: 'Снять выбор',
  chosenRows: 'Выбранные разговоры',
  chosenCount: '{count, plural, one {Выбран #} few {Выбрано #} many {Выбрано #} other {Выбрано #}}',
  teamNamed: 'Команда: {name}',
  noTeam: 'Без команды',
  topicByKeywords: 'По ключевым словам',
  progress: 'Ход изменения',
  progressOf: '{done} из {count}',
  notChanged:
    '{count, plural, one {# разговор не изменён} few {# разговора не изменены} many {# разговоров не изменены} other {# разговора не изменены}}',
  changeFailed: 'сервер отказал',
  change_NOT_FOUND: 'его больше нет',
  change_CONFLICT: 'команда, тема или метка в архиве',
  change_LIMIT_REACHED: 'у него уже 50 меток',
  change_FORBIDDEN: 'вам нельзя его менять',
  done_OPEN:
    '{count, plural, one {Открыт # разговор} few {Открыты # разговора} many {Открыты # разговоров} other {Открыто # разговора}}',
  done_PENDING:
    '{count, plural, one {В ожидании # разговор} few {В ожидании # разговора} many {В ожидании # разговоров} other {В ожидании # разговора}}',
  done_RESOLVED:
    '{count, plural, one {Решён # разговор} few {Решены # разговора} many {Решены # разговоров} other {Решено # разговора}}',
  done_SNOOZED:
    '{count, plural, one {Отложен # разговор} few {Отложены # разговора} many {Отложены # разговоров} other {Отложено # разговора}}',
  done_ASSIGN:
    '{count, plural, one {Назначен # разговор} few {Назначены # разговора} many {Назначены # разговоров} other {Назначено # разговора}}',
  done_UNASSIGN:
    '{count, plural, one {Без ответственного: # разговор} few {Без ответственного: # разговора} many {Без ответственного: # разговоров} other {Без ответственного: # разговора}}',
  done_TEAM:
    '{count, plural, one {Команда изменена у # разговора} few {Команда изменена у # разговоров} many {Команда изменена у # разговоров} other {Команда изменена у # разговора}}',
  done_TOPIC:
    '{count, plural, one {Тема изменена у # разговора} few {Тема изменена у # разговоров} many {Тема изменена у # разговоров} other {Тема изменена у # разговора}}',
  done_LABEL:
    '{count, plural, one {Метки изменены у # разговора} few {Метки изменены у # разговоров} many {Метки изменены у # разговоров} other {Метки изменены у # разговора}}',
  done_READ:
    '{count, plural, one {Прочитан # разговор} few {Прочитаны # разговора} many {Прочитаны # разговоров} other {Прочитано # разговора}}',
  done_UNREAD:
    '{count, plural, one {Не прочитан # разговор} few {Не прочитаны # разговора} many {Не прочитаны # разговоров} other {Не прочитано # разговора}}',
  undo: 'Отменить',
  undoFailed:
    '{count, plural, one {# разговор не удалось вернуть} few {# разговора не удалось вернуть} many {# разговоров не удалось вернуть} other {# разговора не удалось вернуть}}',
};

import type { tokens as ids } from './tokens.en.js';

/** Texts of the page of API tokens in Russian: ICU messages. */
export const tokens: Readonly<Record<keyof typeof ids, string>> = {
  tokens_help: 'Доступ для программ: магазин, бот, отчёт. Каждый токен действует как отдельный пользователь.',
  tokens_add: 'Создать токен',
  tokens_empty: 'Токенов пока нет. Создайте токен для программы, которая отправляет или читает сообщения.',
  tokens_permissions: 'Разрешения',
  tokens_permissionsHint: 'READ нужен всегда. Дать можно только то, что можно вам.',
  tokens_limit: 'Лимит',
  tokens_perMinute:
    '{count, plural, one {# запрос в минуту} few {# запроса в минуту} many {# запросов в минуту} other {# запроса в минуту}}',
  tokens_state: 'Состояние',
  tokens_ACTIVE: 'действует',
  tokens_REVOKED: 'отозван',
  tokens_EXPIRED: 'истёк',
  tokens_expires: 'Истекает',
  tokens_expiresHint: 'Пусто: никогда.',
  tokens_oldUntil: 'Старый секрет действует до',
  tokens_rotate: 'Новый секрет',
  tokens_rotateQuestion:
    '{name} получит новый секрет, он показывается один раз. Старый действует ещё {minutes, plural, one {# минуту} few {# минуты} many {# минут} other {# минуты}}.',
  tokens_revoke: 'Отозвать',
  tokens_revokeQuestion: 'Программы с токеном {name} сразу получат отказ. Отменить это нельзя.',
  tokens_create: 'Создать токен',
  tokens_secret: 'Секрет токена',
  tokens_use: 'Программы передают его в заголовке Authorization после слова Bearer.',
  tokens_nameHint: 'Например, имя программы: она будет автором отправленного.',
  tokens_onlyNumbers: 'Только для некоторых номеров',
};

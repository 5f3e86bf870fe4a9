import type { contact as ids } from './contact.en.js';

/** Texts of the side panel in Russian: ICU messages. */
export const contact: Readonly<Record<keyof typeof ids, string>> = {
  contact: 'Контакт',
  addresses: 'Адреса',
  optedOut: 'отказался от сообщений',
  samePerson: 'Возможно, тот же человек',
  lead: 'Сделка',
  noLead: 'Сделки нет.',
  stage: 'Этап',
  owner: 'Владелец',
  topic: 'Тема',
  noTopic: 'Без темы',
  notes: 'Заметки',
  noNotes: 'Заметок нет.',
  others: 'Другие разговоры',
  noOthers: 'Других разговоров нет.',
};

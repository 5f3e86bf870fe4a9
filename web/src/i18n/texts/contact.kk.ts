import type { contact as ids } from './contact.en.js';

/** Texts of the side panel in Kazakh: ICU messages. */
export const contact: Readonly<Record<keyof typeof ids, string>> = {
  contact: 'Контакт',
  addresses: 'Мекенжайлар',
  optedOut: 'хабардан бас тартқан',
  samePerson: 'Мүмкін сол адам',
  lead: 'Мәміле',
  noLead: 'Мәміле жоқ.',
  stage: 'Кезең',
  owner: 'Иесі',
  topic: 'Тақырып',
  noTopic: 'Тақырыпсыз',
  notes: 'Жазбалар',
  noNotes: 'Жазба жоқ.',
  others: 'Басқа әңгімелер',
  noOthers: 'Басқа әңгіме жоқ.',
};

/** What simulated customers send: invented values, the same at every vendor. */
import { SimulatedKind } from '../../domain/vocabulary.js';

/** A place. */
export const samplePlace = {
  ...{ latitude: 43.238949, longitude: 76.945465 },
  address: 'пр. Абая 10, Алматы',
} as const;

/** A contact card; its name is the text of the message. */
export const sampleCard = {
  organization: 'Лаборатория ремонта',
  phone: '+77010000099',
  email: 'master@example.com',
} as const;

/** A choice of buttons or of a list; its title is the text of the message. */
export const sampleChoice = { id: 'delivery-tomorrow', description: 'с 10:00 до 14:00' } as const;

/** The answers of a form; the comment is the text of the message. */
export function toSampleAnswers(comment: string): Readonly<Record<string, unknown>> {
  return { name: 'Айгерим', area_m2: 24, rooms: ['kitchen', 'hall'], comment };
}

/** An order; its note is the text of the message. */
export const sampleOrder = {
  catalogId: '310000000000001',
  items: [
    { productId: 'LAM-33-OAK', quantity: 12, price: 5_490 },
    { productId: 'PLINTH-60', quantity: 8, price: 1_290 },
  ],
  currency: 'KZT',
} as const;

const texts: Readonly<Record<SimulatedKind, string>> = {
  TEXT: 'Здравствуйте! Есть ламинат 33 класса?',
  IMAGE: 'Вот такой цвет нужен',
  VIDEO: 'Так выглядит комната',
  VOICE: '',
  AUDIO: '',
  DOCUMENT: 'Смета от мастера',
  STICKER: '',
  LOCATION: 'Склад',
  CONTACT: 'Мастер Ержан',
  BUTTON: 'Да, подходит',
  LIST_CHOICE: 'Доставка завтра',
  FORM: 'Нужен замер',
  ORDER: 'Позвоните перед доставкой',
  CALL: '',
  REACTION: '👍',
  EDIT: 'Здравствуйте! Есть ламинат 34 класса?',
  DELETION: '',
  UNSUPPORTED: '',
};

/** The text of a sample. */
export function toSampleText(kind: SimulatedKind): string {
  return texts[kind];
}

/** The card as a vCard (RFC 2426), as phones send it. */
export function toSampleVcard(name: string): string {
  const clean = (text: string) =>
    text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);
  return [
    ...['BEGIN:VCARD', 'VERSION:3.0', `N:;${clean(name)};;;`, `FN:${clean(name)}`],
    `ORG:${clean(sampleCard.organization)}`,
    `TEL;type=CELL;waid=${sampleCard.phone.slice(1)}:${sampleCard.phone}`,
    ...[`EMAIL:${sampleCard.email}`, 'END:VCARD', ''],
  ].join('\r\n');
}

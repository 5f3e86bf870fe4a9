import { toOptOutText } from '../../domain/opt-out.js';
import { withoutKazakhLetters } from './comparable.js';

const toCompared = (text: string): string => withoutKazakhLetters(toOptOutText(text));

const words = new Set(
  [
    ...['stop', 'unsubscribe', 'stop messaging me', "don't write to me", 'do not write to me'],
    ...['стоп', 'отписаться', 'отпишите', 'отпишите меня', 'не пишите', 'не пишите мне', 'больше не пишите'],
    ...[
      'больше не пишите мне',
      'больше мне не пишите',
      'тоқта',
      'тоқтат',
      'тоқтатыңыз',
      'тоқтатыңызшы',
      'маған жазбаңыз',
      'жазбаңыз',
    ],
    ...['жазба', 'маған жазба', 'енді жазбаңыз', 'маған енді жазбаңыз', 'енді маған жазбаңыз', 'жазбаңызшы'],
    ...['хабарлама жібермеңіз', 'маған хабарлама жібермеңіз', 'жібермеңіз', 'енді жібермеңіз'],
    ...['мазаламаңыз', 'мені мазаламаңыз', 'жазылымнан шығу', 'жазылымнан шығарыңыз', 'жазылымды тоқтату'],
    ...['не беспокойте', 'не беспокойте меня', 'хватит писать', 'хватит мне писать', 'прекратите писать'],
    ...['отписка', 'отпишите меня от рассылки', 'отписаться от рассылки', 'больше не беспокойте'],
  ].map(toCompared),
);

/** True if a message, or its first sentence, is an opt-out and nothing else. */
export function optsOut(text: string): boolean {
  const [first = ''] = text.trim().split(/[.!?\n]/, 1);
  return words.has(toCompared(text.slice(0, 200))) || words.has(toCompared(first.slice(0, 200)));
}

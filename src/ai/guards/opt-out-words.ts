import { toOptOutText } from '../../domain/opt-out.js';

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
      'маған жазбаңыз',
      'жазбаңыз',
    ],
  ].map(toOptOutText),
);

/** True if a message, or its first sentence, is an opt-out and nothing else. */
export function optsOut(text: string): boolean {
  const [first = ''] = text.trim().split(/[.!?\n]/, 1);
  return words.has(toOptOutText(text.slice(0, 200))) || words.has(toOptOutText(first.slice(0, 200)));
}

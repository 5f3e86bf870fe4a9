/** The rules by which the simulated model answers. */
import type { ModelCall } from './model-call.js';

const texts = {
  ru: {
    hello: 'Здравствуйте! Чем могу помочь?',
    other: 'Спасибо за сообщение! Уточните, пожалуйста, что вас интересует.',
  },
  kk: {
    hello: 'Сәлеметсіз бе! Қалай көмектесе аламын?',
    other: 'Хабарламаңызға рақмет! Нақтырақ айта аласыз ба?',
  },
  en: { hello: 'Hello! How can I help you?', other: 'Thank you for your message! Could you tell me more?' },
};

const greetings = /^(?:здравствуйте|добрый|привет|сәлем|қайырлы|hello|hi|good )/i;

/** Entries of a list of the prompt. */
function listOf(prompt: string, head: string): string[] {
  const [, lines = ''] = prompt.split(`${head}`, 2);
  const [list = ''] = lines.slice(lines.indexOf('\n') + 1).split('\n\n', 1);
  return list
    .split('\n')
    .filter(line => line.startsWith('- '))
    .map(line => line.slice(2));
}

/**
 * The structured answer to a request, as the text of a completion. It repeats the first fact that shares a word, and names
 * the first topic that does.
 */
export function simulateAnswer({ body }: ModelCall): string {
  const messages = body.messages ?? [];
  const asked = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const language = /[әғқңөұүһі]/i.test(asked) ? 'kk' : /[а-яё]/i.test(asked) ? 'ru' : 'en';
  const words = new Set(asked.toLowerCase().match(/[\p{L}]{4,}/gu));
  const prompt = messages[0]?.content ?? '';
  const fits = (line: string): boolean =>
    (line.toLowerCase().match(/[\p{L}]{4,}/gu) ?? []).some(word => words.has(word));
  const fact = listOf(prompt, '\nFacts:').find(fits);
  const topic = listOf(prompt, '\nTopics, one').find(fits) ?? null;
  const text = texts[language];
  const reply = fact ?? (greetings.test(asked.trim()) ? text.hello : text.other);
  return JSON.stringify({ reply, language, handoff: false, reason: null, topic, stage: null });
}

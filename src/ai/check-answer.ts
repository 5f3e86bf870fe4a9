/** Compares an answer with what its company allows; see `guards/`. */
import type { ModelAnswer } from '../domain/model-answer.js';
import type { AiAssistant } from '../entities/ai-assistant.entity.js';
import type { AnswerFault } from './guards/answer-rules.js';
import { findAnswerFault } from './guards/find-answer-fault.js';
import { languageOf } from './turns/build-prompt.js';
import type { Turn } from './turns/decide-turn.js';
import { toPlainText } from './turns/to-plain-text.js';

/** What an answer is compared with. */
export interface CheckedAgainst {
  readonly assistant: AiAssistant;
  readonly apiKey: string | null;
  readonly turn: Turn;
  readonly phones: readonly string[];
  readonly hasBooking: boolean;
  /** Of the number's provider; null for none. */
  readonly maxTextLength: number | null;
}

const maxChars = 1_500;

/** The reason why an answer may not leave; null when it may, and for one that only asks for a person. */
export function checkAnswer(
  answer: ModelAnswer,
  { assistant, apiKey, turn, phones, hasBooking, maxTextLength }: CheckedAgainst,
): AnswerFault | null {
  if (answer.handoff) return null;
  const reply = toPlainText(answer.reply);
  if (reply === '') return { guard: 'length', words: 'The answer was empty.' };
  const { facts, allowedLinks, instructions, endpointUrl, languages } = assistant;
  return findAnswerFault(
    { reply, language: answer.language },
    {
      ...{ facts, allowedLinks, instructions, endpointUrl, phones, apiKey, hasBooking },
      maxChars: Math.min(maxTextLength ?? maxChars, maxChars),
      languages: languages.map(({ language }) => language),
      customerLanguage: languageOf(turn),
    },
  );
}

/** Compares an answer with what its company allows; see `guards/`. */
import type { ModelAnswer } from '../domain/model-answer.js';
import { AiMode } from '../domain/vocabulary.js';
import type { AiAssistant } from '../entities/ai-assistant.entity.js';
import type { AnswerFault, AnswerRules } from './guards/answer-rules.js';
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

/** The rules for an answer. */
export function toAnswerRules({
  assistant,
  apiKey,
  turn,
  phones,
  hasBooking,
  maxTextLength,
}: CheckedAgainst): AnswerRules {
  const { facts, allowedLinks, instructions, endpointUrl, languages } = assistant;
  return {
    ...{ facts, allowedLinks, instructions, endpointUrl, phones, apiKey, hasBooking },
    maxChars: Math.min(maxTextLength ?? maxChars, maxChars),
    languages: languages.map(({ language }) => language),
    customerLanguage: languageOf(turn),
  };
}

/**
 * The reason why an answer may not leave; null when it may. One that asks for a person is not said to the customer, but
 * its reply is proposed in DRAFT, and checked there.
 */
export function checkAnswer(answer: ModelAnswer, against: CheckedAgainst): AnswerFault | null {
  const reply = toPlainText(answer.reply);
  if (answer.handoff && (reply === '' || against.assistant.mode !== AiMode.DRAFT)) return null;
  if (reply === '') return { guard: 'empty', words: 'The answer was empty.' };
  return findAnswerFault({ reply, language: answer.language }, toAnswerRules(against));
}

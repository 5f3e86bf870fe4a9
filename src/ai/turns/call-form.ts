/** The forms of a call: a second one differs from the first in what its fault needs. */
import type { ModelFault, ModelRequest } from '../model/model.js';
import { buildPrompt, type PromptSource } from './build-prompt.js';
import { estimateTokens } from './estimate-tokens.js';

/** How a call differs from the first. */
export interface CallForm {
  /** What was wrong with the answer before. */
  readonly correction: string | null;
  /** Half of the dialogue, for a model that found it too long. */
  readonly isShort: boolean;
  /** Twice the output limit, for an answer that broke off at it. */
  readonly isLong: boolean;
}

/** Of the first call. */
export const firstForm: CallForm = { correction: null, isShort: false, isLong: false };

/** The form that another call needs after a fault of the request or the answer; null for other faults. */
export function findFormAfter(fault: ModelFault): CallForm | null {
  switch (fault) {
    case 'TOO_LONG':
      return { ...firstForm, isShort: true };
    case 'LENGTH':
      return { ...firstForm, isLong: true };
    case 'INVALID_ANSWER':
      return { ...firstForm, correction: 'Answer with the JSON object of the schema only.' };
    default:
      return null;
  }
}

/** The request of a call. */
export function buildCall(source: PromptSource, { isShort, isLong }: CallForm): ModelRequest {
  const whole = buildPrompt(source);
  const { assistant } = source;
  const prompt = isShort
    ? buildPrompt({ ...source, assistant: { ...assistant, contextTokens: halfOf(whole) } })
    : whole;
  return isLong ? { ...prompt, maxOutputTokens: prompt.maxOutputTokens * 2 } : prompt;
}

/** The budget of a prompt that was too long for the endpoint, which can have less room than the assistant's setting says. */
const halfOf = ({ instructions, turns }: ModelRequest): number =>
  estimateTokens(instructions) +
  Math.floor(turns.reduce((sum, { text }) => sum + estimateTokens(text), 0) / 2);

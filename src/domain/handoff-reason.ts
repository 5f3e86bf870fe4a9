import { BadUserInputError } from './errors.js';
import { cleanText } from './text.js';
import { AiReason, HandoffState } from './vocabulary.js';

/** Why a person was asked for, with the words about it; nothing unless one is asked for. */
export function toHandoffReason({
  handoff,
  handoffReason,
}: {
  readonly handoff: HandoffState;
  readonly handoffReason: string | null;
}): {
  readonly cause: AiReason | null;
  readonly words: string | null;
} {
  if (handoff !== HandoffState.HANDOFF_REQUESTED || handoffReason === null)
    return { cause: null, words: null };
  const [code = '', ...rest] = handoffReason.split(': ');
  const cause = Object.values(AiReason).find(reason => reason === code) ?? null;
  return { cause, words: rest.join(': ') || null };
}

const maxReasonChars = 500;

/** The words of who asks for a person; empty without some. @throws BadUserInputError */
export function toHandoffWords(reason: string | null | undefined): string {
  const words = cleanText(reason ?? '').trim();
  if (words.length > maxReasonChars)
    throw new BadUserInputError('reason', `must have at most ${maxReasonChars} characters`);
  return words;
}

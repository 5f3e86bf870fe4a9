import { BadUserInputError } from './errors.js';
import { cleanText } from './text.js';
import { AiGuard, AiReason, HandoffState } from './vocabulary.js';

/** The words about an answer that was held back, as they are stored after the cause: the guard comes first. */
export const toHeldBackWords = (guard: AiGuard, words: string): string => `${guard}: ${words}`;

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
  /** Of an answer that was held back. */
  readonly guard: AiGuard | null;
} {
  if (handoff !== HandoffState.HANDOFF_REQUESTED || handoffReason === null)
    return { cause: null, words: null, guard: null };
  const [code = '', ...rest] = handoffReason.split(': ');
  const cause = Object.values(AiReason).find(reason => reason === code) ?? null;
  const guard =
    cause === AiReason.ANSWER_HELD_BACK ? Object.values(AiGuard).find(name => name === rest[0]) : undefined;
  return { cause, words: rest.slice(guard ? 1 : 0).join(': ') || null, guard: guard ?? null };
}

const maxReasonChars = 500;

/** The words of who asks for a person; empty without some. @throws BadUserInputError */
export function toHandoffWords(reason: string | null | undefined): string {
  const words = cleanText(reason ?? '').trim();
  if (words.length > maxReasonChars)
    throw new BadUserInputError('reason', `must have at most ${maxReasonChars} characters`);
  return words;
}

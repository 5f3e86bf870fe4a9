import { AiReason, HandoffState } from '../domain/vocabulary.js';
import type { ConversationRow } from '../queries/rows.js';

/** Why a person was asked for, with the words about it; nothing unless one is asked for. */
export function toHandoffReason({
  handoff,
  handoffReason,
}: Pick<ConversationRow, 'handoff' | 'handoffReason'>): {
  readonly cause: AiReason | null;
  readonly words: string | null;
} {
  if (handoff !== HandoffState.HANDOFF_REQUESTED || handoffReason === null)
    return { cause: null, words: null };
  const [code = '', ...rest] = handoffReason.split(': ');
  const cause = Object.values(AiReason).find(reason => reason === code) ?? null;
  return { cause, words: rest.join(': ') || null };
}

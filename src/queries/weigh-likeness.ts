/** Scores the likelihood that two contacts are one person. Pure; the weights are explained in docs/decisions/0018. */

/** Properties that two contacts share. */
export interface Likeness {
  /** True if they share a phone key. */
  readonly hasKey: boolean;
  /** True if at least one of the two shows no phone. */
  readonly hidesPhone: boolean;
  /** Number of other contacts with the name; 0 when the names differ. */
  readonly namesakes: number;
  /** Days between their latest activities on the same number; null when they share none. */
  readonly gapDays: number | null;
}

/** Beyond this, activity on the same number is no evidence. */
const nearDays = 30;

/** The reason, as text for a user, and the score, 0 to 1; null when it is too low to show. */
export function weighLikeness(likeness: Likeness): { reason: string; score: number } | null {
  const { hasKey, hidesPhone, namesakes, gapDays } = likeness;
  if (hasKey)
    return { reason: 'An address of the one is a spelling of the phone of the other.', score: 0.95 };
  const isNear = gapDays !== null && gapDays <= nearDays;
  if (namesakes === 0 || (!hidesPhone && !isNear)) return null;
  const base = hidesPhone ? (isNear ? 0.8 : 0.5) : 0.3;
  const score = Math.round((base / namesakes) * 100) / 100;
  const place = isNear ? ', and both wrote to the same number within a month' : '';
  const phone = hidesPhone ? 'one of the two hides the phone' : 'two phones';
  const rarity = namesakes === 1 ? '' : `; ${namesakes} others have the name`;
  return { reason: `The same name, ${phone}${place}${rarity}.`, score };
}

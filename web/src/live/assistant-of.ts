import type { Company } from './desk.js';

/** An assistant, as every user may see it. */
export type Assistant = Company['aiAssistants'][number];

/** The assistant of a number: its own one, else the one of all numbers without one; null when none works there. */
export function assistantOf(
  { aiAssistants }: Pick<Company, 'aiAssistants'>,
  channelId: string,
): Assistant | null {
  const current = aiAssistants.filter(({ isArchived }) => !isArchived);
  const own = current.find(({ channels }) => channels?.some(({ id }) => id === channelId));
  const found = own ?? current.find(({ channels }) => channels === null) ?? null;
  return found?.mode === 'OFF' ? null : found;
}

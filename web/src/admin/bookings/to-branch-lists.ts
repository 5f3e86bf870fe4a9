import { toLines } from '../../kit/index.js';
import type { BranchValues } from './to-branch-input.js';

/** The fields of a branch that are lists, as they are written. */
export type BranchLists = Readonly<
  Record<'reminderHours' | 'botUserIds' | 'botCommentMarkers', readonly string[]>
>;

/** Numbers and ids can have commas between them; a mark can contain one. */
export function toBranchLists(values: BranchValues): BranchLists {
  const toEntries = (text: string) => toLines(text.replaceAll(',', '\n'));
  return {
    reminderHours: toEntries(values.reminderHours),
    botUserIds: toEntries(values.botUserIds),
    botCommentMarkers: toLines(values.botCommentMarkers),
  };
}

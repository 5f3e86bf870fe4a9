import { toLines } from '../../kit/index.js';
import type { BranchLists, BranchValues } from './to-branch-input.js';

/** Numbers and ids can have commas between them; a mark can contain one. */
export function toBranchLists(values: BranchValues): BranchLists {
  const toEntries = (text: string) => toLines(text.replaceAll(',', '\n'));
  return {
    reminderHours: toEntries(values.reminderHours),
    botUserIds: toEntries(values.botUserIds),
    botCommentMarkers: toLines(values.botCommentMarkers),
  };
}

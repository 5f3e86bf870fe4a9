import { useEffect } from 'react';
import { type MessageId, t } from '../i18n/index.js';
import { type Change, useDesk } from '../live/index.js';
import { showToast } from '../ui/index.js';

/** Says what was changed, with the way back; and that something was not changed. */
export function useWorkToasts(): void {
  const { work, selection } = useDesk();
  useEffect(
    () =>
      work.onDone(job => {
        const { change, ids, failures, undo, isUndo } = job;
        const count = ids.length - failures.length;
        // The bulk bar names the rows.
        const isListed = failures.some(({ id }) => selection.ids().has(id));
        if (failures.length > 0 && !isListed)
          showToast({ text: t(isUndo ? 'undoFailed' : 'notChanged', { count: failures.length }) });
        if (count === 0 || (change.kind === 'READ' && ids.length === 1)) return;
        const text = t(textOf(change), { count });
        showToast(undo === null ? { text } : { text, action: { label: t('undo'), run: undo } });
      }),
    [work, selection],
  );
}

function textOf(change: Change): MessageId {
  switch (change.kind) {
    case 'STATUS':
      return `done_${change.status}`;
    case 'ASSIGN':
      return change.userId === null ? 'done_UNASSIGN' : 'done_ASSIGN';
    case 'READ':
      return change.isRead ? 'done_READ' : 'done_UNREAD';
    default:
      return `done_${change.kind}`;
  }
}

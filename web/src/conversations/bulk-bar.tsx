import { useEffect, useState, useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { type Change, type Failure, useCompany, useDesk } from '../live/index.js';
import { changeEntries, type Section } from '../thread/index.js';
import { IconButton, Menu, nameOf } from '../ui/index.js';
import { onAskList } from './ask-list.js';

const sections = [
  ['ASSIGN', 'assign'],
  ['STATUS', 'statusAndSnooze'],
  ['TOPIC', 'topic'],
  ['LABELS', 'labels'],
] as const;

/** What is done to the chosen rows, how far it is, and which were not changed. */
export function BulkBar() {
  const desk = useDesk();
  const company = useCompany();
  const ids = useSyncExternalStore(desk.selection.subscribe, desk.selection.ids);
  const job = useSyncExternalStore(desk.work.subscribe, desk.work.job);
  const [menu, setMenu] = useState<Section | null>(null);
  useEffect(
    () =>
      onAskList(({ section }) => {
        if (desk.selection.ids().size > 0 && section !== null) setMenu(section);
      }),
    [desk],
  );
  if (ids.size === 0) return null;
  const rows = [...ids].flatMap(id => desk.list.row(id) ?? []);
  const isRunning = job !== null && !job.isDone;
  const change = async (wanted: Change) => {
    const { failures } = await desk.work.change([...ids], wanted);
    // What was not changed stays chosen, with its reason.
    desk.selection.set(failures.map(({ id }) => id));
  };
  const target = { company, rows, change: (wanted: Change) => void change(wanted) };
  const shown = job?.isDone ? job.failures.filter(({ id }) => ids.has(id)) : [];
  return (
    <section className="bulk" aria-label={t('chosenRows')}>
      <div className="bulk-row">
        <strong role="status">{t('chosenCount', { count: ids.size })}</strong>
        {sections.map(([section, label]) => (
          <Menu
            key={section}
            label={t(label)}
            open={menu === section}
            onOpenChange={isOpen => setMenu(isOpen ? section : null)}
            entries={changeEntries(section, target)}
          >
            {t(label)}
          </Menu>
        ))}
        <Menu
          label={t('read')}
          entries={[
            {
              key: 'read',
              label: t('markRead'),
              onSelect: () => target.change({ kind: 'READ', isRead: true }),
            },
            {
              ...{ key: 'unread', label: t('markUnread') },
              onSelect: () => target.change({ kind: 'READ', isRead: false }),
            },
          ]}
        >
          {t('read')}
        </Menu>
        <IconButton icon="close" label={t('chooseNone')} onClick={() => desk.selection.clear()} />
      </div>
      {isRunning && (
        <p role="status" className="bulk-progress">
          <progress max={job.ids.length} value={job.doneCount} aria-label={t('progress')} />
          {t('progressOf', { done: job.doneCount, count: job.ids.length })}
        </p>
      )}
      {shown.length > 0 && (
        <div role="alert" className="bulk-failures">
          <p className="fault">{t('notChanged', { count: shown.length })}</p>
          <ul>
            {shown.map(failure => (
              <FailureLine key={failure.id} failure={failure} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function FailureLine({ failure: { id, code } }: { readonly failure: Failure }) {
  const row = useDesk().list.row(id);
  return (
    <li>
      <bdi>{row ? nameOf(row.contact) : '?'}</bdi>: {t(reasons[code] ?? 'changeFailed')}
    </li>
  );
}

/** Sentences of the codes. */
const reasons: Readonly<
  Record<
    string,
    'change_NOT_FOUND' | 'change_CONFLICT' | 'change_LIMIT_REACHED' | 'change_FORBIDDEN' | 'fault_NETWORK'
  >
> = {
  NOT_FOUND: 'change_NOT_FOUND',
  CONFLICT: 'change_CONFLICT',
  LIMIT_REACHED: 'change_LIMIT_REACHED',
  FORBIDDEN: 'change_FORBIDDEN',
  NETWORK: 'fault_NETWORK',
};

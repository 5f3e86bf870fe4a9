import { useLocation } from 'wouter';
import { t } from '../i18n/index.js';
import { type Change, useCompany, useDesk } from '../live/index.js';
import { changeEntries, type Section } from '../thread/index.js';
import { MenuAt, type MenuEntry, nameOf } from '../ui/index.js';

/** Where a menu of a row opens. */
export interface RowMenuPlace {
  readonly id: string;
  /** One kind of change; null for everything. */
  readonly section: Section | null;
  readonly anchor: Element | { readonly x: number; readonly y: number };
}

/** Properties of `RowMenu`. */
export interface RowMenuProps extends RowMenuPlace {
  readonly query: string;
  readonly onClose: () => void;
  readonly returnTo: () => HTMLElement | null;
}

/** Everything that the keys do to a row. */
export function RowMenu({ id, section, anchor, query, onClose, returnTo }: RowMenuProps) {
  const desk = useDesk();
  const company = useCompany();
  const [, navigate] = useLocation();
  const row = desk.list.row(id);
  if (!row) return null;
  const mayWork = company.viewer.permissions.includes('WORK');
  const change = (wanted: Change) => void desk.work.change([id], wanted);
  const target = { company, rows: [row], change };
  const isUnread = (desk.list.unread(id) ?? row.unreadCount) > 0;
  const all: readonly MenuEntry[] = [
    { key: 'open', label: t('openRow'), onSelect: () => navigate(`/c/${id}${query}`) },
    ...(mayWork
      ? [
          {
            ...{ key: 'read', label: t(isUnread ? 'markRead' : 'markUnread') },
            onSelect: () => change({ kind: 'READ', isRead: isUnread }),
          },
          row.deskStatus === 'RESOLVED'
            ? {
                ...{ key: 'reopen', label: t('reopen') },
                onSelect: () => change({ kind: 'STATUS', status: 'OPEN' }),
              }
            : { key: 'resolve', label: t('resolve'), onSelect: () => void desk.work.resolve([id]) },
          { key: 'assign', label: t('assign'), entries: changeEntries('ASSIGN', target) },
          { key: 'status', label: t('statusAndSnooze'), entries: changeEntries('STATUS', target) },
          { key: 'topic', label: t('topic'), entries: changeEntries('TOPIC', target) },
          { key: 'labels', label: t('labels'), entries: changeEntries('LABELS', target) },
          { key: 'choose', label: t('chooseRow'), onSelect: () => desk.selection.toggle(id) },
        ]
      : []),
  ];
  return (
    <MenuAt
      label={nameOf(row.contact)}
      entries={section === null ? all : changeEntries(section, target)}
      {...{ anchor, onClose, returnTo }}
    />
  );
}

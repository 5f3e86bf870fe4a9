import type { ReactNode } from 'react';
import { t } from '../i18n/index.js';
import type { Change, Company, Row } from '../live/index.js';
import { cleanName, formatDateTime, LabelDot, type MenuEntry } from '../ui/index.js';
import { snoozePresets } from './work.js';

/** What can be changed by a menu; STATUS is STATE and SNOOZE in one. */
export type Section = 'ASSIGN' | 'STATUS' | 'STATE' | 'SNOOZE' | 'TOPIC' | 'LABELS';

/** What the entries of a menu change, and how. */
export interface ChangeTarget {
  readonly company: Company;
  /** The rows; an entry is checked when it holds for all. */
  readonly rows: readonly Row[];
  readonly change: (change: Change) => void;
  /** Asks for another time to snooze until; without it there are presets only. */
  readonly onOwnTime?: () => void;
}

/** The entries of one kind of change. */
export function changeEntries(section: Section, target: ChangeTarget): readonly MenuEntry[] {
  switch (section) {
    case 'ASSIGN':
      return [...assigneeEntries(target), ...teamEntries(target)];
    case 'STATUS':
      return [...stateEntries(target), ...snoozeEntries(target)];
    case 'STATE':
      return stateEntries(target);
    case 'SNOOZE':
      return snoozeEntries(target);
    case 'TOPIC':
      return topicEntries(target);
    case 'LABELS':
      return labelEntries(target);
  }
}

const holds = ({ rows }: ChangeTarget, test: (row: Row) => boolean): boolean =>
  rows.length > 0 && rows.every(test);

function assigneeEntries(target: ChangeTarget): readonly MenuEntry[] {
  const { users, viewer } = target.company;
  const people = users.nodes.filter(({ isActive, kind }) => isActive && kind === 'PERSON');
  const entry = (userId: string | null, label: string): MenuEntry => ({
    ...{ key: userId ?? 'nobody', label },
    isChecked: holds(target, row => (row.assignee?.id ?? null) === userId),
    onSelect: () => target.change({ kind: 'ASSIGN', userId }),
  });
  const others = people.filter(({ id }) => id !== viewer.id);
  return [
    entry(viewer.id, `${cleanName(viewer.name)} (${t('you')})`),
    ...others.map(({ id, name }) => entry(id, cleanName(name))),
    entry(null, t('unassigned')),
  ];
}

function teamEntries(target: ChangeTarget): readonly MenuEntry[] {
  const { teams } = target.company;
  if (teams.length === 0) return [];
  const entry = (teamId: string | null, label: string): MenuEntry => ({
    ...{ key: teamId ?? 'no-team', label },
    isChecked: holds(target, row => (row.team?.id ?? null) === teamId),
    onSelect: () => target.change({ kind: 'TEAM', teamId }),
  });
  return [
    ...teams.map(({ id, name }) => entry(id, t('teamNamed', { name: cleanName(name) }))),
    entry(null, t('noTeam')),
  ];
}

function stateEntries(target: ChangeTarget): readonly MenuEntry[] {
  const entry = (status: 'OPEN' | 'PENDING' | 'RESOLVED', label: ReactNode): MenuEntry => ({
    ...{ key: status, label, isChecked: holds(target, row => row.deskStatus === status) },
    onSelect: () => target.change({ kind: 'STATUS', status }),
  });
  return [
    entry('OPEN', t('status_OPEN')),
    entry('PENDING', t('setPending')),
    entry('RESOLVED', t('resolve')),
  ];
}

/** Presets in the company's working time. */
function snoozeEntries({ change, company, onOwnTime }: ChangeTarget): readonly MenuEntry[] {
  return [
    ...snoozePresets(company).map(({ id, until }) => ({
      ...{ key: id, label: t(id, { time: formatDateTime(until) }) },
      onSelect: () => change({ kind: 'STATUS', status: 'SNOOZED', snoozedUntil: until }),
    })),
    ...(onOwnTime ? [{ key: 'own', label: t('snoozeOwn'), onSelect: onOwnTime }] : []),
  ];
}

function topicEntries(target: ChangeTarget): readonly MenuEntry[] {
  const entry = (topicId: string | null, label: string): MenuEntry => ({
    ...{ key: topicId ?? 'no-topic', label },
    isChecked: topicId !== null && holds(target, row => row.topic?.id === topicId),
    onSelect: () => target.change({ kind: 'TOPIC', topicId }),
  });
  const { topics } = target.company;
  return [...topics.map(({ id, name }) => entry(id, cleanName(name))), entry(null, t('topicByKeywords'))];
}

/** The company's labels, and those of the rows that are archived; new ones are made on the desk's page. */
function labelEntries(target: ChangeTarget): readonly MenuEntry[] {
  const own = target.rows.flatMap(row => row.labels);
  const labels = [...new Map([...target.company.labels, ...own].map(label => [label.id, label])).values()];
  if (labels.length === 0) return [{ key: 'none', label: t('noLabels') }];
  return labels.map(({ id, name, color }) => {
    const isChecked = holds(target, row => row.labels.some(label => label.id === id));
    return {
      ...{ key: id, isChecked },
      label: (
        <>
          <LabelDot color={color} />
          {cleanName(name)}
        </>
      ),
      onSelect: () => target.change({ kind: 'LABEL', labelId: id, isAdded: !isChecked }),
    };
  });
}

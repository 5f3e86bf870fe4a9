import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import type { Company } from '../live/index.js';
import { cleanName, formatDateTime, LabelDot, type MenuEntry } from '../ui/index.js';
import type { ConversationWork } from './use-conversation-work.js';
import { snoozePresets } from './work.js';

/** Assignee and team. */
export function assignEntries(
  { users, teams, viewer }: Company,
  { assignee, team }: RowPartsFragment,
  { change }: ConversationWork,
): readonly MenuEntry[] {
  const people = users.nodes.filter(({ isActive, kind }) => isActive && kind === 'PERSON');
  return [
    ...people.map(({ id, name }) => ({
      ...{ key: id, label: id === viewer.id ? `${cleanName(name)} (${t('you')})` : cleanName(name) },
      ...{ isChecked: id === assignee?.id, onSelect: () => void change({ kind: 'ASSIGN', userId: id }) },
    })),
    {
      ...{ key: 'nobody', label: t('unassigned'), isChecked: !assignee },
      onSelect: () => void change({ kind: 'ASSIGN', userId: null }),
    },
    ...teams.map(({ id, name }) => ({
      ...{ key: id, label: t('teamName', { name: cleanName(name) }), isChecked: id === team?.id },
      onSelect: () => void change({ kind: 'TEAM', teamId: id }),
    })),
    ...(team === null
      ? []
      : [
          {
            key: 'no-team',
            label: t('withoutTeam'),
            onSelect: () => void change({ kind: 'TEAM', teamId: null }),
          },
        ]),
  ];
}

/** Open, pending, resolved. */
export function statusEntries(
  { deskStatus }: RowPartsFragment,
  { change }: ConversationWork,
): readonly MenuEntry[] {
  return (['OPEN', 'PENDING', 'RESOLVED'] as const).map(status => ({
    ...{ key: status, label: t(`set_${status}`), isChecked: deskStatus === status },
    onSelect: () => void change({ kind: 'STATUS', status }),
  }));
}

/** Presets in the company's working time, and an own time. */
export function snoozeEntries(
  company: Company,
  { change }: ConversationWork,
  onOwnTime: () => void,
): readonly MenuEntry[] {
  return [
    ...snoozePresets(company).map(({ id, until }) => ({
      ...{ key: id, label: t(id, { time: formatDateTime(until) }) },
      onSelect: () => void change({ kind: 'STATUS', status: 'SNOOZED', snoozedUntil: until }),
    })),
    { key: 'own', label: t('snoozeOwn'), onSelect: onOwnTime },
  ];
}

/** The company's topics, and none. */
export function topicEntries(
  { topics }: Company,
  { topic }: RowPartsFragment,
  { change }: ConversationWork,
): readonly MenuEntry[] {
  return [
    ...topics.map(({ id, name }) => ({
      ...{ key: id, label: cleanName(name), isChecked: id === topic?.id },
      onSelect: () => void change({ kind: 'TOPIC', topicId: id }),
    })),
    {
      ...{ key: 'none', label: t('noTopic'), isChecked: topic === null },
      onSelect: () => void change({ kind: 'TOPIC', topicId: null }),
    },
  ];
}

/** The company's labels, and those of the conversation that are archived; new ones are made on the desk's page. */
export function labelEntries(
  { labels }: Company,
  conversation: RowPartsFragment,
  { change }: ConversationWork,
): readonly MenuEntry[] {
  const own = new Set(conversation.labels.map(({ id }) => id));
  const archived = conversation.labels.filter(({ id }) => !labels.some(label => label.id === id));
  return [...labels, ...archived].map(({ id, name, color }) => ({
    ...{ key: id, isChecked: own.has(id) },
    label: (
      <>
        <LabelDot color={color} /> {cleanName(name)}
      </>
    ),
    onSelect: () => void change({ kind: 'LABEL', labelId: id, isAdded: !own.has(id) }),
  }));
}

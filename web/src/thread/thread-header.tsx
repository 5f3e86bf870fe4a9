import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { basePath } from '../config/page-config.js';
import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { Lookers } from '../presence/index.js';
import {
  ChannelMark,
  cleanName,
  formatDateTime,
  Icon,
  IconButton,
  LabelDot,
  lazyLayer,
  Menu,
  Name,
  nameOf,
  showToast,
  useMedia,
} from '../ui/index.js';
import { type ChangeTarget, changeEntries } from './change-entries.js';
import { HandoffLine } from './handoff-line.js';
import { useConversationWork } from './use-conversation-work.js';
import { stopReading } from './use-reading.js';
import { onWork } from './work.js';

const SnoozeDialog = lazyLayer(async () => (await import('./snooze-dialog.js')).SnoozeDialog);

/** Properties of `ThreadHeader`. */
export interface ThreadHeaderProps {
  readonly conversation: RowPartsFragment;
  /** The viewer may no longer see it: nothing can be changed. */
  readonly isGone: boolean;
  readonly onBack: () => void;
  readonly onTogglePanel: () => void;
}

type Opened = 'ASSIGN' | 'STATUS' | 'SNOOZE' | 'TOPIC' | 'LABELS' | 'OWN_TIME';
const menus: readonly string[] = ['ASSIGN', 'STATUS', 'SNOOZE', 'TOPIC', 'LABELS'] satisfies Opened[];

/** Name, number, status, assignee, topic and labels of the open conversation, with what an agent does to it. */
export function ThreadHeader({ conversation, isGone, onBack, onTogglePanel }: ThreadHeaderProps) {
  const company = useCompany();
  const { viewer } = company;
  const work = useConversationWork(conversation.id);
  const [open, setOpen] = useState<Opened | null>(null);
  const [, navigate] = useLocation();
  const { contact, channel, assignee, team, topic, labels, deskStatus, snoozedUntil } = conversation;
  // On a phone the thread is the whole page.
  const isNarrow = useMedia('(max-width: 767px)');
  const Title = isNarrow ? 'h1' : 'h2';
  const mayWork = viewer.permissions.includes('WORK') && !isGone;
  useEffect(
    () =>
      onWork(action => {
        if (action === 'PANEL') return onTogglePanel();
        if (!mayWork) return;
        if (menus.includes(action)) setOpen(action as Opened);
        if (action === 'UNREAD') stopReading(conversation.id);
      }),
    [conversation.id, onTogglePanel, mayWork],
  );
  const menu = (name: Opened) => ({
    open: open === name,
    // An entry may have opened something else before its menu closes.
    onOpenChange: (isOpen: boolean) =>
      setOpen(current => (isOpen ? name : current === name ? null : current)),
  });
  const target: ChangeTarget = {
    ...{ company, rows: [conversation], onOwnTime: () => setOpen('OWN_TIME') },
    change: change => void work.change(change),
  };
  const copyLink = () =>
    void navigator.clipboard
      .writeText(`${location.origin}${basePath}/c/${conversation.id}`)
      .then(() => showToast({ text: t('copied') }));
  const status =
    deskStatus === 'SNOOZED' && snoozedUntil !== null
      ? t('snoozedUntil', { time: formatDateTime(snoozedUntil) })
      : t(`status_${deskStatus}`);
  const responsible = [assignee ? cleanName(assignee.name) : t('unassigned'), team && cleanName(team.name)]
    .filter(Boolean)
    .join(' · ');
  const resolve = mayWork && deskStatus !== 'RESOLVED' && (
    <button
      type="button"
      className="button primary"
      onClick={() => void work.change({ kind: 'STATUS', status: 'RESOLVED' })}
    >
      {t('resolve')}
    </button>
  );
  return (
    <header className="thread-header">
      <div className="thread-line">
        <IconButton className="narrow-only" icon="back" label={t('back')} onClick={onBack} />
        <ChannelMark channel={channel} />
        <div className="thread-title">
          <Title className="thread-name" tabIndex={-1}>
            <Name>{nameOf(contact)}</Name>
          </Title>
          <span className="muted thread-number">
            <Name>{cleanName(channel.label)}</Name> {channel.phoneNumber}
          </span>
          <Lookers conversationId={conversation.id} />
        </div>
        {!isNarrow && resolve}
        <IconButton icon="panel" label={t('details')} onClick={onTogglePanel} />
        <Menu
          label={t('more')}
          className="icon-button"
          entries={[
            ...(mayWork
              ? [{ key: 'unread', label: t('markUnread'), onSelect: () => void work.markUnread() }]
              : []),
            { key: 'link', label: t('copyConversationLink'), onSelect: copyLink },
            { key: 'person', label: t('wholeHistory'), onSelect: () => navigate(`/contacts/${contact.id}`) },
          ]}
        >
          <Icon name="more" />
        </Menu>
      </div>
      <div className="thread-work">
        {/* Next to the name it would leave no room for it. */}
        {isNarrow && resolve}
        {mayWork ? (
          <>
            <Menu
              label={`${t('status')}: ${status}`}
              entries={changeEntries('STATE', target)}
              {...menu('STATUS')}
            >
              {status}
            </Menu>
            <Menu
              label={`${t('assignee')}: ${responsible}`}
              entries={changeEntries('ASSIGN', target)}
              {...menu('ASSIGN')}
            >
              {responsible}
            </Menu>
            <Menu
              label={`${t('topic')}: ${topic ? cleanName(topic.name) : t('noTopic')}`}
              entries={changeEntries('TOPIC', target)}
              {...menu('TOPIC')}
            >
              {topic ? cleanName(topic.name) : t('noTopic')}
            </Menu>
            <Menu
              label={`${t('labels')}: ${labels.map(({ name }) => cleanName(name)).join(', ') || t('noneOfThem')}`}
              entries={changeEntries('LABELS', target)}
              {...menu('LABELS')}
            >
              <Labels labels={labels} />
            </Menu>
            <Menu label={t('snooze')} entries={changeEntries('SNOOZE', target)} {...menu('SNOOZE')}>
              {t('snooze')}
            </Menu>
          </>
        ) : (
          <span className="muted">
            {[status, responsible, topic && cleanName(topic.name)].filter(Boolean).join(' · ')}{' '}
            {labels.length > 0 && <Labels labels={labels} />}
          </span>
        )}
      </div>
      <HandoffLine {...{ conversation, mayWork }} />
      {open === 'OWN_TIME' && (
        <SnoozeDialog
          onClose={() => setOpen(null)}
          onChoose={snoozedUntil => void work.change({ kind: 'STATUS', status: 'SNOOZED', snoozedUntil })}
        />
      )}
    </header>
  );
}

function Labels({ labels }: Pick<RowPartsFragment, 'labels'>) {
  if (labels.length === 0) return <span className="muted">{t('labels')}</span>;
  return labels.map(({ id, name, color }) => (
    <span key={id} className="label">
      <LabelDot color={color} /> <bdi>{cleanName(name)}</bdi>
    </span>
  ));
}

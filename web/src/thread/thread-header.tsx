import { useEffect, useState } from 'react';
import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { Lookers } from '../presence/index.js';
import { ChannelMark, cleanName, IconButton, Menu, Name, nameOf, useMedia } from '../ui/index.js';
import { onWork, useWork } from './work.js';

/** Properties of `ThreadHeader`. */
export interface ThreadHeaderProps {
  readonly conversation: RowPartsFragment;
  readonly onBack: () => void;
  readonly onTogglePanel: () => void;
}

/** Name, number, status and assignee of the open conversation, with what an agent does to it. */
export function ThreadHeader({ conversation, onBack, onTogglePanel }: ThreadHeaderProps) {
  const { users, viewer } = useCompany();
  const desk = useDesk();
  const work = useWork(desk, conversation.id);
  const [open, setOpen] = useState<'ASSIGN' | 'STATUS' | null>(null);
  const { contact, channel, assignee, deskStatus } = conversation;
  // On a phone the thread is the whole page.
  const Title = useMedia('(max-width: 767px)') ? 'h1' : 'h2';
  const mayWork = viewer.permissions.includes('WORK');
  useEffect(
    () =>
      onWork(action => {
        if (action === 'ASSIGN' || action === 'STATUS') setOpen(action);
        if (action === 'ASSIGN_ME') work.assign(viewer.id);
        if (action === 'REOPEN') work.setStatus('OPEN');
        if (action === 'RESOLVE') work.setStatus('RESOLVED');
        if (action === 'PANEL') onTogglePanel();
      }),
    [work, viewer.id, onTogglePanel],
  );

  const people = users.nodes.filter(({ isActive, kind }) => isActive && kind === 'PERSON');
  return (
    <header className="thread-header">
      <IconButton className="narrow-only" icon="back" label={t('back')} onClick={onBack} />
      <ChannelMark channel={channel} />
      <div className="thread-title">
        <Title className="thread-name" tabIndex={-1}>
          <Name>{nameOf(contact)}</Name>
        </Title>
        <span className="muted">{cleanName(channel.label)}</span>
        <Lookers conversationId={conversation.id} />
      </div>
      {work.fault !== null && (
        <span role="alert" className="fault">
          {work.fault}
        </span>
      )}
      {mayWork && (
        <>
          <Menu
            label={`${t('assignee')}: ${assignee ? cleanName(assignee.name) : t('unassigned')}`}
            open={open === 'ASSIGN'}
            onOpenChange={isOpen => setOpen(isOpen ? 'ASSIGN' : null)}
            entries={[
              ...people.map(({ id, name }) => ({
                ...{
                  key: id,
                  label: id === viewer.id ? `${cleanName(name)} (${t('you')})` : cleanName(name),
                },
                ...{ isChecked: id === assignee?.id, onSelect: () => work.assign(id) },
              })),
              {
                key: 'none',
                label: t('unassigned'),
                isChecked: !assignee,
                onSelect: () => work.assign(null),
              },
            ]}
          >
            {assignee ? cleanName(assignee.name) : t('unassigned')}
          </Menu>
          <Menu
            label={`${t('status')}: ${t(`status_${deskStatus}`)}`}
            open={open === 'STATUS'}
            onOpenChange={isOpen => setOpen(isOpen ? 'STATUS' : null)}
            entries={work.statusEntries(deskStatus)}
          >
            {t(`status_${deskStatus}`)}
          </Menu>
          {deskStatus !== 'RESOLVED' && (
            <button
              type="button"
              className="button primary wide-only"
              onClick={() => work.setStatus('RESOLVED')}
            >
              {t('resolve')}
            </button>
          )}
        </>
      )}
      <IconButton icon="panel" label={t('details')} onClick={onTogglePanel} />
    </header>
  );
}

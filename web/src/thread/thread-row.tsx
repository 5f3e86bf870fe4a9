import { t } from '../i18n/index.js';
import { formatDay } from '../ui/index.js';
import { ActivityLines } from './activity-lines.js';
import { MessageView, NoteView } from './message-view.js';
import { NoticeLine } from './notice-line.js';
import type { ThreadItem } from './thread-items.js';

/** Properties of `ThreadRow`. */
export interface ThreadRowProps {
  readonly item: ThreadItem;
  /** From 1, among messages and notes. */
  readonly position?: number;
  /** Number of messages and notes; -1 while older ones are not loaded. */
  readonly size?: number;
  readonly isFocused?: boolean;
  readonly isTarget?: boolean;
  readonly isUnfolded?: boolean;
}

/** A stored item of a timeline; nothing for what waits in this browser. */
export function ThreadRow({
  item,
  position = 1,
  size = -1,
  isFocused = false,
  isTarget = false,
  isUnfolded = true,
}: ThreadRowProps) {
  switch (item.kind) {
    case 'DAY':
      return <div className="day">{formatDay(item.at)}</div>;
    case 'NEW':
      return <div className="day new">{t('newMessages', { count: item.count })}</div>;
    case 'NOTICE':
      return <NoticeLine notice={item.notice} />;
    case 'ACTIVITIES':
      return <ActivityLines id={item.key} activities={item.activities} isUnfolded={isUnfolded} />;
    case 'MESSAGE':
      return (
        <MessageView message={item.message} place={{ key: item.key, position, size, isFocused, isTarget }} />
      );
    case 'NOTE':
      return <NoteView note={item.note} place={{ key: item.key, position, size, isFocused, isTarget }} />;
    default:
      return null;
  }
}

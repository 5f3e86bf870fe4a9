import { memo } from 'react';
import { type Outbox, ScheduledBubble } from '../composer/index.js';
import { LocalMessage } from './local-message.js';
import { ThreadRow, type ThreadRowProps } from './thread-row.js';

/** Properties of `ThreadListItem`. */
export interface ThreadListItemProps extends ThreadRowProps {
  readonly outbox: Outbox;
  /** Replies that the server does not have yet. */
  readonly waiting: number;
}

/** An item of the open thread, stored or waiting in this browser. */
export const ThreadListItem = memo(function ThreadListItem({
  item,
  outbox,
  waiting,
  ...rest
}: ThreadListItemProps) {
  if (item.kind === 'LOCAL') return <LocalMessage entry={item.entry} outbox={outbox} waiting={waiting} />;
  if (item.kind === 'SCHEDULED') return <ScheduledBubble reply={item.reply} />;
  return <ThreadRow item={item} {...rest} />;
});

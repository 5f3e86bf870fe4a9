import { memo, useCallback, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { type Outbox, readDraft } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { type Row, useCompany, useDesk } from '../live/index.js';
import { useWriters } from '../presence/index.js';
import { DeliveryMark } from '../thread/index.js';
import { ChannelMark, cleanName, formatExact, formatShort, Name, nameOf } from '../ui/index.js';

/** Properties of `ConversationRow`. */
export interface ConversationRowProps {
  readonly id: string;
  readonly isOpen: boolean;
  /** Query of the address, which stays. */
  readonly query: string;
  readonly outbox: Outbox;
}

/** A row; it renders when its own conversation changes, not when the list does. */
export const ConversationRow = memo(function ConversationRow({
  id,
  isOpen,
  query,
  outbox,
}: ConversationRowProps) {
  const { list } = useDesk();
  const row = useSyncExternalStore(
    useCallback(listener => list.subscribeRow(id, listener), [list, id]),
    () => list.row(id),
  );
  if (!row) return null;
  const { lastMessage, unreadCount, assignee, deskStatus } = row;
  return (
    <Link
      href={`/c/${id}${query}`}
      className={`row ${unreadCount > 0 ? 'row-unread' : ''}`}
      aria-current={isOpen ? 'page' : undefined}
      data-conversation={id}
    >
      <ChannelMark channel={row.channel} />
      <span className="row-main">
        <span className="row-line">
          <strong className="row-name">
            <Name>{nameOf(row.contact)}</Name>
          </strong>
          <time dateTime={row.lastActivityAt} title={formatExact(row.lastActivityAt)}>
            {formatShort(row.lastActivityAt)}
          </time>
        </span>
        <span className="row-line">
          <Preview row={row} outbox={outbox} />
          {lastMessage?.direction === 'OUTBOUND' && <DeliveryMark state={lastMessage.status} />}
          {unreadCount > 0 && (
            <span className="badge" role="img" aria-label={t('unreadCount', { count: unreadCount })}>
              {unreadCount}
            </span>
          )}
        </span>
        {(assignee !== null || deskStatus !== 'OPEN') && (
          <span className="row-line">
            {deskStatus !== 'OPEN' && <span className="chip">{t(`status_${deskStatus}`)}</span>}
            {assignee && <span className="chip">{cleanName(assignee.name)}</span>}
          </span>
        )}
      </span>
    </Link>
  );
});

/** What is not sent yet, else the last message. */
function Preview({ row, outbox }: { readonly row: Row; readonly outbox: Outbox }) {
  const { viewer } = useCompany();
  const entries = useSyncExternalStore(outbox.subscribe, outbox.entries);
  const isRefused = entries.some(entry => entry.conversationId === row.id && entry.state === 'REFUSED');
  const draft = readDraft(viewer.id, row.id, 'REPLY');
  const writers = useWriters(row.id);
  if (isRefused) return <span className="row-text fault">! {t('notSentShort')}</span>;
  if (writers !== null) return <span className="row-text row-writers">{writers}</span>;
  if (draft !== '')
    return (
      <span className="row-text">
        <em>{t('draft')}</em> <bdi>{cleanName(draft)}</bdi>
      </span>
    );
  return (
    <span className="row-text">
      <bdi>{toPreview(row.lastMessage)}</bdi>
    </span>
  );
}

function toPreview(message: Row['lastMessage']): string {
  if (!message) return '';
  if (message.deletedAt !== null)
    return t(message.direction === 'INBOUND' ? 'deletedByCustomer' : 'deletedByUs');
  const text = cleanName(message.text);
  if (text !== '') return text;
  const isVoice = message.attachments.some(file => file.isVoice);
  return t(isVoice ? 'kind_VOICE' : `kind_${message.kind}`);
}

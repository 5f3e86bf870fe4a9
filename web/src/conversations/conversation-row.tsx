import { memo, useCallback, useEffect, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { type Outbox, readDraft } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { maxUnread, type Row, useCompany, useDesk } from '../live/index.js';
import { useWriters } from '../presence/index.js';
import { DeliveryMark } from '../thread/index.js';
import { ChannelMark, cleanName, formatExact, formatShort, Name, nameOf, useMinute } from '../ui/index.js';
import type { Misfit } from './filters.js';
import { RowChips } from './row-chips.js';

/** Properties of `ConversationRow`. */
export interface ConversationRowProps {
  readonly id: string;
  readonly isOpen: boolean;
  /** The row that the Tab key reaches. */
  readonly isActive: boolean;
  /** Query of the address, which stays. */
  readonly query: string;
  readonly outbox: Outbox;
}

/** A row; it renders when its own conversation changes, not when the list does. */
export const ConversationRow = memo(function ConversationRow({
  id,
  isOpen,
  isActive,
  query,
  outbox,
}: ConversationRowProps) {
  const desk = useDesk();
  const { list, selection } = desk;
  const subscribe = useCallback((listener: () => void) => list.subscribeRow(id, listener), [list, id]);
  const row = useSyncExternalStore(subscribe, () => list.row(id));
  const own = useSyncExternalStore(subscribe, () => list.unread(id));
  const misfit = useSyncExternalStore(subscribe, () => list.misfit(id)) as Misfit | null;
  const isChosen = useSyncExternalStore(selection.subscribe, () => selection.ids().has(id));
  useMinute();
  const isKnown = row !== undefined;
  useEffect(() => {
    if (isKnown && own === null) desk.askUnread(id);
  }, [desk, id, isKnown, own]);
  if (!row) return null;
  const { lastMessage } = row;
  const unread = own ?? row.unreadCount;
  const name = nameOf(row.contact);
  const state = [unread > 0 && 'row-unread', misfit !== null && 'row-leaving', isChosen && 'row-chosen'];
  return (
    <>
      <label className="row-check">
        <input
          type="checkbox"
          aria-label={t('choose', { name })}
          tabIndex={isActive ? 0 : -1}
          checked={isChosen}
          onChange={() => selection.toggle(id)}
        />
      </label>
      <Link
        href={`/c/${id}${query}`}
        className={`row ${state.filter(Boolean).join(' ')}`}
        aria-current={isOpen ? 'page' : undefined}
        tabIndex={isActive ? 0 : -1}
        data-conversation={id}
        // Dragging a row has no meaning, and would end the click.
        draggable={false}
      >
        <ChannelMark channel={row.channel} />
        <span className="row-main">
          <span className="row-line">
            <strong className="row-name">
              <Name>{name}</Name>
            </strong>
            <time dateTime={row.lastActivityAt} title={formatExact(row.lastActivityAt)}>
              {formatShort(row.lastActivityAt)}
            </time>
          </span>
          <span className="row-line">
            <Preview row={row} outbox={outbox} />
            {lastMessage?.direction === 'OUTBOUND' && <DeliveryMark state={lastMessage.status} />}
            {unread > 0 && <Badge count={unread} isUnreadByAll={row.unreadCount > 0} />}
          </span>
          <span className="row-line row-chips">
            {misfit === null ? (
              <RowChips row={row} />
            ) : (
              <span className="row-reason">{reasonOf(row, misfit)}</span>
            )}
          </span>
        </span>
      </Link>
    </>
  );
});

/** Filled: no user has read it. Outlined: a colleague has. */
function Badge({ count, isUnreadByAll }: { readonly count: number; readonly isUnreadByAll: boolean }) {
  const label = t(isUnreadByAll ? 'unreadCount' : 'unreadSeen', { count });
  return (
    <span
      className={`badge ${isUnreadByAll ? '' : 'badge-seen'}`}
      role="img"
      aria-label={label}
      title={label}
    >
      {count >= maxUnread ? `${maxUnread - 1}+` : count}
    </span>
  );
}

/** Why a row goes with the next release. */
function reasonOf(row: Row, misfit: Misfit): string {
  if (misfit === 'STATUS') return t(`status_${row.deskStatus}`);
  if (misfit === 'ASSIGNEE')
    return row.assignee ? t('misfit_ASSIGNEE', { name: cleanName(row.assignee.name) }) : t('unassigned');
  return t(`misfit_${misfit}`);
}

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

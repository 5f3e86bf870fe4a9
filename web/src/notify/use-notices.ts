import { useEffect, useRef } from 'react';
import { type RowPartsFragment, WaitingDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type DeskEvent, type OwnEvent, useCompany, useDesk } from '../live/index.js';
import { causeOf, cleanName, preferences } from '../ui/index.js';
import { type Arrival, isWorthNotice, SoundLimit } from './decide.js';
import { closeNotification, notify } from './desktop.js';
import { playSound, unlockSound } from './sound.js';
import { Tabs } from './tabs.js';
import { Waiting, type WaitingRow } from './waiting.js';

/**
 * Title, sound and notifications of new messages. One tab of the browser speaks for all. `openId` is the conversation
 * that this tab shows.
 */
export function useNotices(openId: string | null, open: (id: string) => void): void {
  const desk = useDesk();
  const { viewer } = useCompany();
  const latest = useRef({ openId, open });
  latest.current = { openId, open };
  useEffect(() => {
    const [tabs, waiting, limit] = [new Tabs(), new Waiting(viewer.id), new SoundLimit()];
    unlockSound();
    const showTitle = () => {
      const { count } = waiting;
      document.title = count === 0 ? t('inbox') : `(${count}) ${t('inbox')}`;
      if ('setAppBadge' in navigator) void navigator.setAppBadge(count).catch(() => {});
    };
    const showTab = () => {
      const isSeen = document.visibilityState === 'visible' && document.hasFocus();
      tabs.show(isSeen ? latest.current.openId : null);
    };
    const seen = (row: WaitingRow) => {
      if (!waiting.see(row)) closeNotification(row.id);
      showTitle();
    };
    const load = async () => {
      const { data } = await desk.plain.query(WaitingDocument, {});
      if (!data) return;
      waiting.clear();
      for (const row of [...data.unread.nodes, ...data.asked.nodes]) waiting.see(row);
      showTitle();
    };
    const tell = (arrival: NamedArrival | null) => {
      if (!arrival || !tabs.isSpeaker) return;
      const { sounds, desktop, desktopText } = preferences();
      if (!isWorthNotice(arrival, { userId: viewer.id, sounds, shown: tabs.shown })) return;
      if (sounds !== 'NONE' && limit.take(arrival.conversationId, performance.now())) playSound();
      if (!desktop) return;
      const body = desktopText ? arrival.text : t('newMessages', { count: 1 });
      notify(arrival.conversationId, arrival.name, body, () => latest.current.open(arrival.conversationId));
    };
    const stop = desk.onEvent(event => {
      const row = rowOf(event);
      if (row) seen(row);
      // It has the name and the text of a person who is erased.
      if (row && desk.list.isErased(row.contact.id)) closeNotification(row.id);
      tell(toArrival(event));
    });
    const stopOwn = desk.onOwnEvent(event => tell(toWish(event)));
    const timer = setInterval(showTab, 1_000);
    for (const type of ['focus', 'blur', 'visibilitychange']) addEventListener(type, showTab);
    showTitle();
    showTab();
    void load();
    return () => {
      stop();
      stopOwn();
      clearInterval(timer);
      for (const type of ['focus', 'blur', 'visibilitychange']) removeEventListener(type, showTab);
      tabs.stop();
      document.title = t('inbox');
    };
  }, [desk, viewer.id]);
}

function rowOf({ node }: DeskEvent): RowPartsFragment | null {
  if (node?.__typename === 'Conversation') return node;
  return node?.__typename === 'Message' ? node.conversation : null;
}

interface NamedArrival extends Arrival {
  readonly name: string;
  readonly text: string;
}

/** The wish for a person, of which the server tells those who can answer it. */
function toWish({ node, isCatchUp }: OwnEvent): NamedArrival | null {
  if (node?.__typename !== 'Notification' || !node.isUnread) return null;
  const { conversation } = node;
  return {
    ...{
      conversationId: conversation.id,
      isInbound: true,
      isForViewer: true,
      isCatchUp,
      ...ofRow(conversation),
    },
    text: t('needsPersonNotice', { cause: causeOf(conversation) }),
  };
}

function toArrival({ type, isCatchUp, node }: DeskEvent): NamedArrival | null {
  if (type !== 'MESSAGE_ADDED' || node?.__typename !== 'Message') return null;
  const { conversation, direction, text } = node;
  return {
    ...{ conversationId: conversation.id, isInbound: direction === 'INBOUND', isCatchUp },
    ...{ isAnswered: conversation.handoff === 'AI_ACTIVE', ...ofRow(conversation) },
    text: (text ?? t('newMessages', { count: 1 })).slice(0, 200),
  };
}

function ofRow({ contact, assignee }: Pick<RowPartsFragment, 'contact' | 'assignee'>) {
  return {
    assigneeId: assignee?.id ?? null,
    name: cleanName(contact.displayName ?? contact.phone ?? t('contact')),
  };
}

import { Menu as Base } from '@base-ui/react/menu';
import { useRef } from 'react';
import { isQuotable, quoteMessage, sendingEntries } from '../composer/index.js';
import { basePath } from '../config/page-config.js';
import { MarkUnreadFromDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Message, useCompany, useDesk } from '../live/index.js';
import { type MenuEntry, showToast } from '../ui/index.js';
import { stopReading } from './use-reading.js';

/** Properties of `MessageMenu`. */
export interface MessageMenuProps {
  /** The message and the element at which the menu stands; null: closed. */
  readonly open: { readonly message: Message; readonly anchor: Element } | null;
  readonly onClose: () => void;
  readonly onDetails: (message: Message) => void;
}

/** The menu of a message: one for the whole thread, as hundreds of them would cost more than the messages. */
export function MessageMenu({ open, onClose, onDetails }: MessageMenuProps) {
  const desk = useDesk();
  const { viewer } = useCompany();
  // It is shown until it has closed.
  const last = useRef(open);
  if (open !== null) last.current = open;
  const { message, anchor } = last.current ?? {};
  const maySend = viewer.permissions.includes('SEND');
  const mayWork = viewer.permissions.includes('WORK');
  const entries = message ? entriesOf(message, { desk, maySend, mayWork, onDetails }) : [];
  return (
    <Base.Root modal={false} open={open !== null} onOpenChange={isOpen => !isOpen && onClose()}>
      <Base.Portal container={document.querySelector<HTMLElement>('main, [role=main]') ?? document.body}>
        <Base.Positioner className="layer" anchor={anchor ?? null} sideOffset={4} align="end">
          <Base.Popup
            className="menu"
            aria-label={t('messageMenu')}
            finalFocus={() => (anchor?.isConnected ? (anchor as HTMLElement) : false)}
          >
            {entries.map(({ key, label, onSelect }) => (
              <Base.Item key={key} className="menu-item" onClick={onSelect}>
                {label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface Context {
  readonly desk: ReturnType<typeof useDesk>;
  readonly maySend: boolean;
  readonly mayWork: boolean;
  readonly onDetails: (message: Message) => void;
}

function entriesOf(message: Message, { desk, maySend, mayWork, onDetails }: Context): readonly MenuEntry[] {
  const { id, text, conversation, direction, editedAt } = message;
  const copy = (value: string) =>
    void navigator.clipboard.writeText(value).then(() => showToast({ text: t('copied') }));
  const link = `${location.origin}${basePath}/c/${conversation.id}?m=${id}`;
  return [
    ...(maySend && isQuotable(message)
      ? [{ key: 'quote', label: t('quoteIt'), onSelect: () => quoteMessage(message) }]
      : []),
    ...(text ? [{ key: 'copy', label: t('copyText'), onSelect: () => copy(text) }] : []),
    { key: 'link', label: t('copyLink'), onSelect: () => copy(link) },
    ...(mayWork ? sendingEntries(desk, message) : []),
    ...(mayWork && direction === 'INBOUND'
      ? [{ key: 'unread', label: t('unreadFromHere'), onSelect: () => void markUnread(desk, message) }]
      : []),
    {
      key: 'details',
      label: t(editedAt === null ? 'messageDetails' : 'messageRevisions'),
      onSelect: () => onDetails(message),
    },
  ];
}

async function markUnread(desk: Context['desk'], { id, conversation }: Message): Promise<void> {
  stopReading(conversation.id);
  const { error } = await desk.client.mutation(MarkUnreadFromDocument, {
    input: { conversationId: conversation.id, fromMessageId: id },
  });
  showToast({ text: t(error ? 'actionFailed' : 'markedUnread') });
}

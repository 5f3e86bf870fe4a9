import { isQuotable, quoteMessage, sendingEntries } from '../composer/index.js';
import { basePath } from '../config/page-config.js';
import { MarkUnreadFromDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Message, useCompany, useDesk } from '../live/index.js';
import { MenuAt, type MenuEntry, showToast } from '../ui/index.js';
import { stopReading } from './use-reading.js';

/** Properties of `MessageMenu`. */
export interface MessageMenuProps {
  readonly message: Message;
  /** The element at which it stands: the message, or its button. */
  readonly anchor: Element;
  readonly onClose: () => void;
  readonly onDetails: (message: Message) => void;
}

/** The menu of a message: one for the whole thread, as hundreds of them would cost more than the messages. */
export function MessageMenu({ message, anchor, onClose, onDetails }: MessageMenuProps) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const maySend = viewer.permissions.includes('SEND');
  const mayWork = viewer.permissions.includes('WORK');
  return (
    <MenuAt
      label={t('messageMenu')}
      entries={entriesOf(message, { desk, maySend, mayWork, onDetails })}
      anchor={anchor}
      onClose={onClose}
      returnTo={() => (anchor.isConnected ? (anchor as HTMLElement) : null)}
    />
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

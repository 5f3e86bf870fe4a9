import { CombinedError } from '@urql/core';
import { useCallback, useEffect, useState } from 'react';
import { GalleryDocument, type GalleryQuery } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Empty, type Fault, FaultBox, Page, toFault } from '../kit/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { MessageView } from '../thread/index.js';
import { ChannelMark, cleanName, Name, nameOf } from '../ui/index.js';
import { fillGallery } from './fill-gallery.js';
import './gallery.css';

type Conversation = GalleryQuery['conversations']['nodes'][number];

/** A number with its conversations. */
interface Shelf {
  readonly channel: ReturnType<typeof useCompany>['channels']['nodes'][number];
  readonly conversations: readonly Conversation[];
}

/** Every kind of content of every provider, as the thread shows it: from the newest conversations of each number. */
export default function GalleryPage() {
  const desk = useDesk();
  const { plain } = desk;
  const { channels, viewer } = useCompany();
  const [shelves, setShelves] = useState<readonly Shelf[] | null>(null);
  const [progress, setProgress] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const load = useCallback(async () => {
    const found: Shelf[] = [];
    for (const channel of channels.nodes) {
      const { data, error } = await plain.query(GalleryDocument, { channelId: channel.id });
      if (!data) return setFault(error ? toFault(error) : null);
      if (data.conversations.nodes.length > 0)
        found.push({ channel, conversations: data.conversations.nodes });
    }
    setShelves(found);
  }, [plain, channels]);
  useEffect(() => void load(), [load]);

  const fill = async () => {
    setFault(null);
    try {
      await fillGallery(desk, channels.nodes, (done, all) => setProgress({ done, all }));
    } catch (error) {
      if (error instanceof CombinedError) setFault(toFault(error));
    }
    setProgress(null);
    await load();
  };

  const mayFill = viewer.permissions.includes('MANAGE_CHANNELS');
  return (
    <Page
      title={t('gallery')}
      help={t('galleryHelp')}
      actions={
        mayFill && (
          <button type="button" className="button" disabled={progress !== null} onClick={() => void fill()}>
            {t('galleryFill')}
          </button>
        )
      }
    >
      <p role="status">{progress && t('galleryFilling', { ...progress })}</p>
      <FaultBox fault={fault} onRetry={() => void load()} />
      {shelves?.length === 0 && <Empty>{t('galleryEmpty')}</Empty>}
      {shelves?.map(shelf => (
        <ShelfView key={shelf.channel.id} {...shelf} />
      ))}
    </Page>
  );
}

function ShelfView({ channel, conversations }: Shelf) {
  return (
    <section className="shelf" aria-labelledby={`shelf-${channel.id}`}>
      <h2 id={`shelf-${channel.id}`}>
        <ChannelMark channel={channel} /> {cleanName(channel.label)}{' '}
        <span className="muted">{channel.provider}</span>
      </h2>
      <div className="shelf-items">
        {conversations.flatMap(({ contact, messages }) =>
          messages.nodes.map(message => (
            <figure key={message.id} className="piece" data-kind={message.kind}>
              <figcaption className="muted">
                {t(`kind_${message.kind}`)} · <Name>{nameOf(contact)}</Name>
              </figcaption>
              <MessageView message={message} />
            </figure>
          )),
        )}
      </div>
    </section>
  );
}

import { CombinedError, type OperationResult } from '@urql/core';
import { useCallback, useEffect, useState } from 'react';
import { GalleryDocument, type GalleryQuery } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Empty, type Fault, FaultBox, Page, providerNames, toFault } from '../kit/index.js';
import { type Desk, type Message, useCompany, useDesk } from '../live/index.js';
import { MessageView } from '../thread/index.js';
import { ChannelMark, cleanName } from '../ui/index.js';
import { fillGallery } from './fill-gallery.js';
import './gallery.css';

/** A number with its newest messages, oldest first. */
interface Shelf {
  readonly channel: ReturnType<typeof useCompany>['channels']['nodes'][number];
  readonly messages: readonly Message[];
}

const maxPages = 4;

/** @throws CombinedError */
async function readMessages({ plain }: Desk, channelId: string): Promise<readonly Message[]> {
  let found: readonly Message[] = [];
  let before: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const result: OperationResult<GalleryQuery> = await plain.query(GalleryDocument, { channelId, before });
    if (!result.data) throw result.error ?? new Error('The server sent nothing.');
    const { nodes, pageInfo } = result.data.messages;
    found = [...nodes, ...found];
    if (!pageInfo.hasPreviousPage) break;
    before = pageInfo.startCursor;
  }
  return found;
}

/** Every kind of content of every provider, as the thread shows it: the newest messages of each number. */
export default function GalleryPage() {
  const desk = useDesk();
  const { channels, viewer } = useCompany();
  const [shelves, setShelves] = useState<readonly Shelf[] | null>(null);
  const [progress, setProgress] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const load = useCallback(async () => {
    const found: Shelf[] = [];
    try {
      for (const channel of channels.nodes) {
        const messages = await readMessages(desk, channel.id);
        if (messages.length > 0) found.push({ channel, messages });
      }
      setShelves(found);
    } catch (error) {
      if (error instanceof CombinedError) setFault(toFault(error));
    }
  }, [desk, channels]);
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
      {shelves === null && fault === null && <p className="notice">{t('loading')}</p>}
      {shelves?.length === 0 && <Empty>{t('galleryEmpty')}</Empty>}
      {shelves?.map(shelf => (
        <ShelfView key={shelf.channel.id} {...shelf} />
      ))}
    </Page>
  );
}

function ShelfView({ channel, messages }: Shelf) {
  return (
    <section className="shelf" data-provider={channel.provider} aria-labelledby={`shelf-${channel.id}`}>
      <h2 id={`shelf-${channel.id}`}>
        <ChannelMark channel={channel} /> {cleanName(channel.label)}{' '}
        <span className="muted">{providerNames[channel.provider]}</span>
      </h2>
      <div className="shelf-items">
        {messages.map((message, index) => (
          <figure key={message.id} className="piece" data-kind={message.kind}>
            <figcaption className="muted">{t(`kind_${message.kind}`)}</figcaption>
            <MessageView
              message={message}
              place={{
                ...{ key: message.id, position: index + 1, size: messages.length },
                ...{ isFocused: false, isTarget: false },
              }}
            />
          </figure>
        ))}
      </div>
    </section>
  );
}

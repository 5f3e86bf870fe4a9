import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { Dialog, Icon, IconButton } from '../ui/index.js';
import { fileNameOf } from './file-name.js';
import { type MediaFile, mediaKindOf } from './media-type.js';
import { onOpenPicture, openPicture, openPictureId } from './open-picture.js';
import { useLinks } from './use-links.js';

const scales = [1, 1.5, 2, 3, 4] as const;

/** The picture that is shown large, with the others of its thread. */
export function PictureViewer({ conversationId }: { readonly conversationId: string }) {
  const { threads } = useDesk();
  const openId = useSyncExternalStore(onOpenPicture, openPictureId);
  const { messages } = useSyncExternalStore(
    useCallback(listener => threads.subscribe(conversationId, listener), [threads, conversationId]),
    () => threads.view(conversationId),
  );
  const pictures = messages.flatMap(({ attachments }) =>
    attachments.filter(file => file.state === 'STORED' && mediaKindOf(file) === 'PICTURE'),
  );
  const index = pictures.findIndex(({ id }) => id === openId);
  const picture = pictures[index];
  const step = (by: number) => {
    const next = pictures[index + by];
    if (next) openPicture(next.id);
  };
  return (
    <Dialog
      kind="viewer"
      title={picture ? fileNameOf(picture) : ''}
      isOpen={picture !== undefined}
      onClose={() => openPicture(null)}
    >
      {picture && (
        <Stage key={picture.id} file={picture} position={index + 1} count={pictures.length} onStep={step} />
      )}
    </Dialog>
  );
}

interface StageProps {
  readonly file: MediaFile;
  readonly position: number;
  readonly count: number;
  readonly onStep: (by: number) => void;
}

function Stage({ file, position, count, onStep }: StageProps) {
  const { url, onFault, hasFailed } = useLinks(file);
  const [zoom, setZoom] = useState(0);
  const name = fileNameOf(file);
  const image = useRef<HTMLImageElement>(null);
  /** Its width without zoom. */
  const fitting = useRef(0);
  const zoomBy = useCallback(
    (by: number) => {
      if (zoom === 0) fitting.current = image.current?.clientWidth ?? 0;
      setZoom(Math.min(scales.length - 1, Math.max(0, zoom + by)));
    },
    [zoom],
  );
  useEffect(() => {
    const onKeyDown = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if (ctrlKey || altKey || metaKey) return;
      // A zoomed picture is moved by the arrows.
      if (key === 'ArrowLeft' && zoom === 0) onStep(-1);
      if (key === 'ArrowRight' && zoom === 0) onStep(1);
      if (key === '+' || key === '=') zoomBy(1);
      if (key === '-') zoomBy(-1);
    };
    // On its way down: the dialog keeps the arrows to itself.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [onStep, zoomBy, zoom]);
  const scale = scales[zoom] ?? 1;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that is larger than its pane is scrolled by keys */}
      <section className="viewer-stage" tabIndex={0} aria-label={name}>
        {hasFailed ? (
          <p className="notice">{t('pictureFailed')}</p>
        ) : (
          <img
            ref={image}
            className={zoom === 0 ? 'viewer-fit' : 'viewer-zoomed'}
            src={url}
            alt={t('picture', { name })}
            {...(file.width && file.height ? { width: file.width, height: file.height } : {})}
            style={zoom === 0 ? undefined : { width: `${scale * fitting.current}px` }}
            onError={onFault}
          />
        )}
      </section>
      <div className="viewer-bar">
        <IconButton
          icon="back"
          label={t('previousPicture')}
          disabled={position === 1}
          onClick={() => onStep(-1)}
        />
        <span role="status">{t('pictureOf', { position, count })}</span>
        <IconButton
          icon="next"
          label={t('nextPicture')}
          disabled={position === count}
          onClick={() => onStep(1)}
        />
        <IconButton icon="minus" label={t('zoomOut')} disabled={zoom === 0} onClick={() => zoomBy(-1)} />
        <span>{Math.round(scale * 100)} %</span>
        <IconButton
          icon="plus"
          label={t('zoomIn')}
          disabled={zoom === scales.length - 1}
          onClick={() => zoomBy(1)}
        />
        <a className="button" href={url} download rel="noopener noreferrer" target="_blank">
          <Icon name="download" /> {t('downloadFile')}
        </a>
      </div>
    </>
  );
}

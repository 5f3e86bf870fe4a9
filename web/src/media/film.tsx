import { useState } from 'react';
import { t } from '../i18n/index.js';
import { formatLength, formatSize, Icon } from '../ui/index.js';
import { DocumentChip } from './document-chip.js';
import { fileNameOf } from './file-name.js';
import type { MediaFile } from './media-type.js';
import { savesData, toLength } from './read-length.js';
import { soundPlayer } from './sound-player.js';
import { useLinks } from './use-links.js';

/** Browsers that load nothing ahead show the picture of this moment. */
const firstPicture = '#t=0.001';

/** A video in a fixed box, with its first picture: the browser reads the beginning of the file, the rest when it plays. */
export function Film({ file }: { readonly file: MediaFile }) {
  const [read, setRead] = useState<number | null>(null);
  const { url, onFault, hasFailed } = useLinks(file);
  const name = fileNameOf(file);
  if (hasFailed)
    return (
      <>
        <p className="muted">{t('filmFailed')}</p>
        <DocumentChip file={file} />
      </>
    );
  const length = file.durationSeconds ?? read;
  const facts = [
    length === null ? null : formatLength(length),
    file.sizeBytes !== null ? formatSize(file.sizeBytes) : null,
  ].filter(fact => fact !== null);
  return (
    <figure className="film">
      {/* biome-ignore lint/a11y/useMediaCaption: what customers send has no captions */}
      <video
        controls
        preload={savesData() ? 'none' : 'metadata'}
        width={240}
        height={180}
        src={`${url}${firstPicture}`}
        aria-label={name}
        onLoadedMetadata={event => setRead(toLength(event.currentTarget))}
        onPlay={event => soundPlayer.filmPlays(event.currentTarget)}
        onError={onFault}
      />
      <figcaption className="muted small">
        {facts.join(' · ')}{' '}
        <a href={url} download target="_blank" rel="noopener noreferrer" aria-label={t('download', { name })}>
          <Icon name="download" />
        </a>
      </figcaption>
    </figure>
  );
}

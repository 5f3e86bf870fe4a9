import { t } from '../i18n/index.js';
import { formatLength, formatSize, Icon } from '../ui/index.js';
import { DocumentChip } from './document-chip.js';
import { fileNameOf } from './file-name.js';
import type { MediaFile } from './media-type.js';
import { soundPlayer } from './sound-player.js';
import { useLinks } from './use-links.js';

/** A video in a fixed box; nothing of it is loaded before it plays. */
export function Film({ file }: { readonly file: MediaFile }) {
  const { url, onFault, hasFailed } = useLinks(file);
  const name = fileNameOf(file);
  if (hasFailed)
    return (
      <>
        <p className="muted">{t('filmFailed')}</p>
        <DocumentChip file={file} />
      </>
    );
  const facts = [
    file.durationSeconds !== null ? formatLength(file.durationSeconds) : null,
    file.sizeBytes !== null ? formatSize(file.sizeBytes) : null,
  ].filter(fact => fact !== null);
  return (
    <figure className="film">
      {/* biome-ignore lint/a11y/useMediaCaption: what customers send has no captions */}
      <video
        controls
        preload="none"
        width={240}
        height={180}
        src={url}
        aria-label={name}
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

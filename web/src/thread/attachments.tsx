import { useState } from 'react';
import type { FilePartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { cleanName, Dialog, formatLength, formatSize, Icon, Name, toOwnLink } from '../ui/index.js';

/** Types that the server serves inline; all others are only downloaded, never shown in an element. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
const sounds = /^audio\//;
const films = new Set(['video/mp4', 'video/3gpp', 'video/webm']);

/** The files of a message. */
export function Attachments({ files }: { readonly files: readonly FilePartsFragment[] }) {
  return files.map(file => <Attachment key={file.id} file={file} />);
}

function Attachment({ file }: { readonly file: FilePartsFragment }) {
  const name = cleanName(file.fileName) || t(file.isVoice ? 'kind_VOICE' : 'file');
  if (file.state === 'PENDING') return <p className="file muted">{t('fileFetching')}</p>;
  if (file.state !== 'STORED' || file.url === null)
    return (
      <p className="file muted">
        {t('fileMissing')} {file.stateReason}
      </p>
    );
  const url = toOwnLink(file.url);
  const type = file.mimeType.split(';')[0] ?? '';
  if (pictures.has(type)) return <Picture name={name} url={url} />;
  if (sounds.test(type))
    return (
      <figure className="sound">
        {/* biome-ignore lint/a11y/useMediaCaption: what customers say has no captions */}
        <audio controls preload="none" src={url} aria-label={name} />
        {file.durationSeconds !== null && <figcaption>{formatLength(file.durationSeconds)}</figcaption>}
      </figure>
    );
  if (films.has(type))
    // biome-ignore lint/a11y/useMediaCaption: what customers send has no captions
    return <video className="film" controls preload="none" src={url} aria-label={name} />;
  return (
    <a
      className="file"
      href={url}
      download
      target="_blank"
      rel="noopener noreferrer"
      title={t('download', { name })}
    >
      <Icon name="file" />
      <Name>{name}</Name>
      <span className="chip">{type.split('/')[1]?.slice(0, 12) ?? '?'}</span>
      {file.sizeBytes !== null && <span className="muted">{formatSize(file.sizeBytes)}</span>}
    </a>
  );
}

function Picture({ name, url }: { readonly name: string; readonly url: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="picture" onClick={() => setOpen(true)}>
        <img src={url} alt={t('picture', { name })} loading="lazy" width="240" height="180" />
      </button>
      <Dialog title={name} isOpen={isOpen} onClose={() => setOpen(false)}>
        <img className="picture-large" src={url} alt={t('picture', { name })} />
      </Dialog>
    </>
  );
}

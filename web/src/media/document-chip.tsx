import { t } from '../i18n/index.js';
import { formatSize, Icon, Name, toOwnLink } from '../ui/index.js';
import { fileNameOf } from './file-name.js';
import type { MediaFile } from './media-type.js';
import { typeLabel } from './type-label.js';

/** A file that is only downloaded: documents, and everything that a browser could run. */
export function DocumentChip({ file }: { readonly file: MediaFile }) {
  const name = fileNameOf(file);
  return (
    <a
      className="file"
      href={toOwnLink(file.url ?? '')}
      download
      target="_blank"
      rel="noopener noreferrer"
      title={t('download', { name })}
    >
      <Icon name="file" />
      <Name>{name}</Name>
      <span className="chip">{typeLabel(file.mimeType)}</span>
      {file.sizeBytes !== null && <span className="muted">{formatSize(file.sizeBytes)}</span>}
      <Icon name="download" />
    </a>
  );
}

import { t } from '../i18n/index.js';
import { boxOf } from './box-of.js';
import { DocumentChip } from './document-chip.js';
import { fileNameOf } from './file-name.js';
import { type MediaFile, plainType } from './media-type.js';
import { openPicture } from './open-picture.js';
import { useLinks } from './use-links.js';

/** A picture or sticker of a message: small, in a box of its proportions; a click shows it large. */
export function Picture({ file }: { readonly file: MediaFile }) {
  const { thumbnail, onFault, hasFailed } = useLinks(file);
  if (hasFailed) return <DocumentChip file={file} />;
  const isSized = file.width !== null && file.height !== null;
  const isSticker = plainType(file.mimeType) === 'image/webp';
  return (
    <button
      type="button"
      className={`picture ${isSticker ? 'sticker' : ''} ${isSized ? '' : 'picture-unsized'}`}
      onClick={() => openPicture(file.id)}
    >
      <img
        src={thumbnail}
        alt={t('picture', { name: fileNameOf(file) })}
        loading="lazy"
        decoding="async"
        {...boxOf(file.width, file.height)}
        onError={onFault}
      />
    </button>
  );
}

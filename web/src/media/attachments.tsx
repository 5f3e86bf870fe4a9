import { DocumentChip } from './document-chip.js';
import { Film } from './film.js';
import { type MediaFile, mediaKindOf } from './media-type.js';
import { MissingFile } from './missing-file.js';
import { Picture } from './picture.js';
import { Sound } from './sound.js';

/** The files of a message. */
export function Attachments({ files }: { readonly files: readonly MediaFile[] }) {
  return files.map(file => <Attachment key={file.id} file={file} />);
}

function Attachment({ file }: { readonly file: MediaFile }) {
  if (file.state !== 'STORED' || file.url === null) return <MissingFile file={file} />;
  switch (mediaKindOf(file)) {
    case 'PICTURE':
      return <Picture file={file} />;
    case 'SOUND':
      return <Sound file={file} />;
    case 'FILM':
      return <Film file={file} />;
    default:
      return <DocumentChip file={file} />;
  }
}

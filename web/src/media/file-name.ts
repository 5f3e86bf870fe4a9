import { t } from '../i18n/index.js';
import { cleanName } from '../ui/index.js';
import { type MediaFile, mediaKindOf } from './media-type.js';

const kinds = { PICTURE: 'kind_IMAGE', SOUND: 'kind_AUDIO', FILM: 'kind_VIDEO', FILE: 'file' } as const;

/** The name that is shown: cleaned, else the kind of the file. */
export function fileNameOf(file: MediaFile): string {
  return cleanName(file.fileName) || t(file.isVoice ? 'kind_VOICE' : kinds[mediaKindOf(file)]);
}

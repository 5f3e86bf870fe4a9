import type { FilePartsFragment } from '../gql/operations.js';

/** A file of a message. */
export type MediaFile = FilePartsFragment;

/** Types that the server serves inline; all others are only downloaded, never shown in an element. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
const films = new Set(['video/mp4', 'video/3gpp', 'video/webm', 'video/quicktime']);

/** How a file is shown, by its type. */
export function mediaKindOf({
  mimeType,
}: Pick<MediaFile, 'mimeType'>): 'PICTURE' | 'SOUND' | 'FILM' | 'FILE' {
  const type = plainType(mimeType);
  if (pictures.has(type)) return 'PICTURE';
  if (type.startsWith('audio/')) return 'SOUND';
  return films.has(type) ? 'FILM' : 'FILE';
}

/** The type without parameters. */
export const plainType = (mimeType: string): string => mimeType.split(';')[0]?.trim().toLowerCase() ?? '';

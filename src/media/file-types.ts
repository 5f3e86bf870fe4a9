/**
 * File types: which are allowed, which names are synonyms, and which a browser may show inline.
 *
 * The detected type of the bytes decides, not the declared one: a page or a drawing with a script in it, served from
 * our origin under a picture's name, would run with an agent's session.
 */
const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Types that can be uploaded, with their file extension. */
const uploadable: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['image/heic', 'heic'],
  ['video/mp4', 'mp4'],
  ['video/3gpp', '3gp'],
  ['video/quicktime', 'mov'],
  ['video/webm', 'webm'],
  ['audio/ogg', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/amr', 'amr'],
  ['audio/wav', 'wav'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'zip'],
  ['application/msword', 'doc'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  [`${office}.wordprocessingml.document`, 'docx'],
  [`${office}.spreadsheetml.sheet`, 'xlsx'],
  [`${office}.presentationml.presentation`, 'pptx'],
  [`${openDocument}.text`, 'odt'],
  [`${openDocument}.spreadsheet`, 'ods'],
  ['application/rtf', 'rtf'],
  ['text/plain', 'txt'],
  ['text/csv', 'csv'],
  ['text/vcard', 'vcf'],
  ['text/calendar', 'ics'],
]);

/** Synonyms of types. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['image/pjpeg', 'image/jpeg'],
  ['image/heif', 'image/heic'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/opus', 'audio/ogg'],
  ['application/ogg', 'audio/ogg'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/m4a', 'audio/mp4'],
  ['audio/x-wav', 'audio/wav'],
  ['audio/wave', 'audio/wav'],
  ['audio/vnd.wave', 'audio/wav'],
  ['audio/x-aac', 'audio/aac'],
  ['text/x-vcard', 'text/vcard'],
  ['text/rtf', 'application/rtf'],
  ['application/x-zip-compressed', 'application/zip'],
  ['video/x-m4v', 'video/mp4'],
]);

/** Container formats: their bytes begin alike, with any content. */
const containers: readonly ReadonlySet<string>[] = [
  new Set(['video/mp4', 'audio/mp4', 'video/3gpp', 'audio/3gpp', 'video/3gpp2', 'video/quicktime']),
  new Set(['audio/ogg', 'video/ogg']),
  new Set(['video/webm', 'audio/webm', 'video/matroska', 'video/x-matroska']),
  new Set([
    'application/x-cfb',
    'application/msword',
    'application/vnd.ms-excel',
    'application/vnd.ms-powerpoint',
  ]),
  new Set([
    'application/zip',
    ...[...uploadable.keys()].filter(type => type.startsWith(office) || type.startsWith(openDocument)),
  ]),
];

/** Types that a browser may show inline; everything else is downloaded. */
const shown: ReadonlySet<string> = new Set([
  ...['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/pdf'],
  ...['video/mp4', 'video/3gpp', 'video/quicktime', 'video/webm', 'video/ogg'],
  ...[
    'audio/ogg',
    'audio/mpeg',
    'audio/mp4',
    'audio/aac',
    'audio/amr',
    'audio/wav',
    'audio/webm',
    'audio/3gpp',
  ],
]);

/** The type under its usual name, without parameters; null for a text that is no MIME type. */
export function toPlainType(mimeType: string): string | null {
  const type = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!/^[\w.+-]{1,60}\/[\w.+-]{1,120}$/.test(type)) return null;
  return synonyms.get(type) ?? type;
}

/** The types that can be uploaded. */
export const uploadTypes: readonly string[] = [...uploadable.keys()];

/** True if files of this plain type can be uploaded. */
export function isUploadable(type: string): boolean {
  return uploadable.has(type);
}

/** The usual extension of a type's files, without a dot; `bin` for unknown types. */
export function extensionOf(mimeType: string): string {
  return uploadable.get(toPlainType(mimeType) ?? '') ?? 'bin';
}

/**
 * True if the bytes can be of the declared type.
 * @param seen detected type: a plain type, `text` for text, or null when undetected
 */
export function isSameType(declared: string, seen: string | null): boolean {
  if (seen === null) return false;
  if (seen === 'text') return declared.startsWith('text/');
  return declared === seen || containers.some(types => types.has(declared) && types.has(seen));
}

/** The content type to serve, from the detected and the declared type; never one that a browser would run. */
export function toServedType(declared: string | null, seen: string | null): string {
  if (seen === 'text') return 'text/plain; charset=utf-8';
  if (seen === null) return 'application/octet-stream';
  // For a container the declared type is more exact: an MP4 with sound only is audio.
  const type = declared !== null && isSameType(declared, seen) ? declared : seen;
  return shown.has(type) || uploadable.has(type) ? type : 'application/octet-stream';
}

/** True if a browser may show files of this served type inline. */
export function isShown(servedType: string): boolean {
  return shown.has(servedType);
}

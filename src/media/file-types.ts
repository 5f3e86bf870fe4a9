/**
 * Types of files: which ones are taken, which two words mean one thing, and what a browser may show by itself.
 *
 * What the bytes show decides, not what the sender declares: a page or a drawing with a script in it, served from our
 * origin under a picture's name, would run with an agent's session.
 */
const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Types that can be uploaded, with the extension of their files. */
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

/** Other words for types. */
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

/** Containers: their bytes begin alike, with any content. */
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

/** What a browser may show in place; everything else is saved. */
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

/** The type in its usual word, without parameters; null for what is no MIME type. */
export function toPlainType(mimeType: string): string | null {
  const type = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!/^[\w.+-]{1,60}\/[\w.+-]{1,120}$/.test(type)) return null;
  return synonyms.get(type) ?? type;
}

/** The types that can be uploaded. */
export const uploadTypes: readonly string[] = [...uploadable.keys()];

/** Whether files of this plain type can be uploaded. */
export function isUploadable(type: string): boolean {
  return uploadable.has(type);
}

/** The usual extension of a type's files, without a dot; `bin` for types that are not known. */
export function extensionOf(mimeType: string): string {
  return uploadable.get(toPlainType(mimeType) ?? '') ?? 'bin';
}

/**
 * Whether bytes can be of the declared type.
 * @param seen what the bytes show: a plain type, `text` for what reads as text, or null for what shows nothing
 */
export function isSameType(declared: string, seen: string | null): boolean {
  if (seen === null) return false;
  if (seen === 'text') return declared.startsWith('text/');
  return declared === seen || containers.some(types => types.has(declared) && types.has(seen));
}

/** The type to serve bytes as, by what they show and what was said of them; never one that a browser would run. */
export function toServedType(declared: string | null, seen: string | null): string {
  if (seen === 'text') return 'text/plain; charset=utf-8';
  if (seen === null) return 'application/octet-stream';
  // A container is told more exactly by the sender: an MP4 of sound alone is audio.
  const type = declared !== null && isSameType(declared, seen) ? declared : seen;
  return shown.has(type) || uploadable.has(type) ? type : 'application/octet-stream';
}

/** Whether a browser may show files that are served under this type. */
export function isShown(servedType: string): boolean {
  return shown.has(servedType);
}

/** Types whose last word says nothing. */
const known: readonly (readonly [RegExp, string])[] = [
  [/wordprocessingml/, 'docx'],
  [/spreadsheetml/, 'xlsx'],
  [/presentationml/, 'pptx'],
  [/msword/, 'doc'],
  [/ms-excel/, 'xls'],
  [/ms-powerpoint/, 'ppt'],
  [/opendocument\.text/, 'odt'],
  [/opendocument\.spreadsheet/, 'ods'],
  [/octet-stream/, 'bin'],
  [/text\/plain/, 'txt'],
];

/** Short name of a type for its chip, such as `pdf`. The file's name is not asked: it can say anything. */
export function typeLabel(mimeType: string): string {
  const type = mimeType.toLowerCase();
  const found = known.find(([pattern]) => pattern.test(type));
  if (found) return found[1];
  const [, subtype] = /^[^/]+\/(?:x-|vnd\.)?([\w.-]+)/.exec(type) ?? [];
  return subtype?.split(/[.-]/).at(-1)?.slice(0, 8) || '?';
}

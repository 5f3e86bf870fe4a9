/** Characters that cannot be seen or that turn the direction of a text; a line break and a tab stay. */
const hidden =
  /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Bytes of a stored body that are shown. */
export const maxShown = 65_536;

/** The beginning of a body as it is shown: nothing is hidden, and nothing changes how the rest is read. */
export function toVisible(body: string): string {
  return body
    .slice(0, maxShown)
    .replaceAll(hidden, character =>
      character === '\n' || character === '\t'
        ? character
        : `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
    );
}

/** JSON with line breaks; another text as it is. */
export function toReadable(body: string): string {
  if (body.length > maxShown) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** The header of a CSV file: what its columns are called, and what they may be. */

/** What an attribute has for the mapping. */
interface Attribute {
  readonly key: string;
  readonly name: string;
  readonly target: 'CONTACT' | 'LEAD';
  readonly isArchived: boolean;
}

const separators = [',', ';', '\t'] as const;

/** The names of the columns; the separator is the one that occurs most often outside quotes, as for the server. */
export function readHeaders(text: string): readonly string[] {
  const line = firstRecord(text.replace(/^\uFEFF/, ''));
  const outside = line.replaceAll(/"[^"]*"/g, '');
  const counts = separators.map(separator => outside.split(separator).length);
  const separator = separators[counts.indexOf(Math.max(...counts))] ?? ',';
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const char of line) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()].filter(name => name !== '');
}

/** Up to the first line break that stands outside of quotes. */
function firstRecord(text: string): string {
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '"') isQuoted = !isQuoted;
    else if ((char === '\n' || char === '\r') && !isQuoted) return text.slice(0, index);
  }
  return text;
}

const phones = /^(?:phone|tel|телефон|тел|номер|моб)/i;
const names = /^(?:display ?name|name|имя|фио|клиент|аты|контакт)/i;

/** The field of each column: by its own name, an attribute's name or key, or a usual word; '' when none fits. */
export function guessMapping(
  headers: readonly string[],
  attributes: readonly Attribute[],
): Readonly<Record<string, string>> {
  const taken = new Set<string>();
  const take = (field: string): string => {
    if (taken.has(field)) return '';
    taken.add(field);
    return field;
  };
  return Object.fromEntries(headers.map(header => [header, take(guess(header, attributes))]));
}

function guess(header: string, attributes: readonly Attribute[]): string {
  if (/^(?:phone|displayName|lead\.(?:name|value|currency)|(?:lead\.)?attribute\.\w+)$/.test(header))
    return header;
  if (phones.test(header)) return 'phone';
  const own = attributes.find(
    ({ key, name, isArchived }) => !isArchived && [key, name.toLowerCase()].includes(header.toLowerCase()),
  );
  if (own) return fieldOf(own);
  return names.test(header) ? 'displayName' : '';
}

/** The field of an attribute in a file. */
export const fieldOf = ({ target, key }: Pick<Attribute, 'target' | 'key'>): string =>
  `${target === 'LEAD' ? 'lead.' : ''}attribute.${key}`;

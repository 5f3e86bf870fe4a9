/**
 * Parses vCard 2.1 to 4.0 as phones write it: names, organizations, numbers and addresses; skips the rest. Libraries
 * for the format require one version and reject the mixture that phones send, so this is our own parser.
 */
import type { ContactCard, ContactCardPhone } from '../../domain/message-content.js';
import { cleanText, toPersonName } from '../../domain/text.js';

const maxCards = 50;
const maxValues = 20;
const maxChars = 100_000;

/** One line: `item1.TEL;TYPE=CELL;waid=77010000021:+7 701 …`. */
interface Line {
  readonly name: string;
  readonly group: string | null;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly value: string;
}

/** Cards of a text; a text without BEGIN and END counts as one card. Never throws. */
export function parseVcards(text: string): readonly ContactCard[] {
  const lines = unfold(text.slice(0, maxChars))
    .map(readLine)
    .filter(line => line !== null);
  const cards: Line[][] = [[]];
  for (const line of lines) {
    if (line.name === 'BEGIN') cards.push([]);
    else if (line.name !== 'END') cards.at(-1)?.push(line);
  }
  return cards
    .filter(card => card.length > 0)
    .slice(0, maxCards)
    .map(toCard);
}

/** Joins continuation lines: those that start with a blank, and, in quoted-printable, those after a final `=`. */
function unfold(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = lines.at(-1);
    if (last !== undefined && /^[ \t]/.test(line)) lines[lines.length - 1] = last + line.slice(1);
    else if (last !== undefined && isQuoted(last) && last.endsWith('='))
      lines[lines.length - 1] = last.slice(0, -1) + line;
    else lines.push(line);
  }
  return lines;
}

function isQuoted(line: string): boolean {
  return /^[^:]*[;=]QUOTED-PRINTABLE[;:]/i.test(line);
}

function readLine(line: string): Line | null {
  const [, group = null, name, rest = '', value] =
    /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/s.exec(line.trim()) ?? [];
  if (name === undefined || value === undefined) return null;
  const parameters = (rest.match(/;(?:"[^"]*"|[^";])*/g) ?? []).map(part => {
    const [key = '', ...words] = part.slice(1).split('=');
    // vCard 2.1 writes the type without a name: `TEL;CELL:`.
    return words.length === 0
      ? (['TYPE', key] as const)
      : ([key.toUpperCase(), words.join('=').replaceAll('"', '')] as const);
  });
  const isEncoded = isQuoted(line);
  return {
    ...{ name: name.toUpperCase(), group, parameters },
    value: cleanText(isEncoded ? decodeQuoted(value) : value).trim(),
  };
}

/** Decodes bytes as UTF-8, which phones use. */
function decodeQuoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function toCard(lines: readonly Line[]): ContactCard {
  const valuesOf = (name: string) =>
    lines.filter(line => line.name === name && line.value !== '').slice(0, maxValues);
  // In `N`, the family name is first, the given name second.
  const structured = valuesOf('N').map(({ value }) => {
    const [family, given] = splitParts(value);
    return [given, family].filter(Boolean).join(' ');
  });
  const phones = valuesOf('TEL').map(line => toPhone(line, lines));
  return {
    name: toPersonName([...valuesOf('FN').map(({ value }) => unescapeText(value)), ...structured]),
    organization: toPersonName(
      valuesOf('ORG').map(({ value }) => splitParts(value).filter(Boolean).join(', ')),
    ),
    phones: phones.filter(phone => phone !== null),
    emails: valuesOf('EMAIL').map(({ value }) => unescapeText(value.replace(/^mailto:/i, ''))),
  };
}

function toPhone(line: Line, card: readonly Line[]): ContactCardPhone | null {
  const value = toPersonName([unescapeText(line.value.replace(/^tel:/i, ''))]);
  const waid = line.parameters.find(([name]) => name === 'WAID')?.[1].replaceAll(/\D/g, '') ?? '';
  const phone = /^[1-9]\d{6,14}$/.test(waid) ? `+${waid}` : null;
  if (value === null) return phone === null ? null : { value: phone, phone, label: null };
  return { value, phone, label: findLabel(line, card) };
}

/** Type words that do not help to distinguish numbers. */
const idleTypes = new Set(['voice', 'pref', 'text', 'uri', 'tel']);

function findLabel({ group, parameters }: Line, card: readonly Line[]): string | null {
  const own = card.find(line => line.name === 'X-ABLABEL' && group !== null && line.group === group);
  // Apple writes its own labels as `_$!<Mobile>!$_`.
  const given = own?.value.replace(/^_\$!<(.*)>!\$_$/, '$1');
  const types = parameters.filter(([name]) => name === 'TYPE').flatMap(([, value]) => value.split(','));
  const telling = types.map(type => type.trim().toLowerCase()).find(type => !idleTypes.has(type));
  return toPersonName([given ?? null, telling ?? null]);
}

function splitParts(value: string): readonly string[] {
  return value.split(/(?<!\\);/).map(part => unescapeText(part).trim());
}

function unescapeText(value: string): string {
  return value.replaceAll(/\\([\\,;:nN])/g, (_whole, char: string) => (/n/i.test(char) ? ' ' : char)).trim();
}

/** Which column of a file fills which field. */
import { BadUserInputError } from '../../domain/errors.js';
import { AttributeTarget } from '../../domain/vocabulary.js';
import type { ValueDefinition } from '../../people/attribute-changes.js';
import { JobFailedError } from '../running-job.js';

/** Field names by header, as the client gives them. */
export type ImportMapping = Readonly<Record<string, string>>;

/** The attributes that a file can fill. */
export type ImportDefinitions = Readonly<Record<AttributeTarget, readonly ValueDefinition[]>>;

/** An attribute that a column fills. */
export interface ImportAttribute {
  readonly target: AttributeTarget;
  readonly definition: ValueDefinition;
}

/** A column that is imported. */
export interface ImportColumn {
  readonly index: number;
  readonly header: string;
  readonly field: string;
  /** Null for a field of every contact or lead. */
  readonly attribute: ImportAttribute | null;
}

const maxColumns = 200;
const maxHeaderChars = 200;
const prefixes = {
  [AttributeTarget.LEAD]: 'lead.attribute.',
  [AttributeTarget.CONTACT]: 'attribute.',
} as const;
const plainFields: readonly string[] = [
  ...['phone', 'displayName', 'lead.name', 'lead.value', 'lead.currency'],
];

/** The attribute that a field names; null for another field, and for an unknown attribute. */
function findAttribute(field: string, definitions: ImportDefinitions): ImportAttribute | null {
  for (const target of [AttributeTarget.LEAD, AttributeTarget.CONTACT]) {
    const prefix = prefixes[target];
    const definition = definitions[target].find(({ key }) => field === prefix + key);
    if (definition) return { target, definition };
  }
  return null;
}

/** True for a field of a lead: it needs the number on which leads are opened. */
export const isOfLead = (field: string): boolean => field.startsWith('lead.');

/**
 * Checks a mapping. @returns null when it is absent: then the headers are the field names
 * @throws BadUserInputError for an unknown field, two columns of one field, and no column for the phone
 */
export function toMapping(given: unknown, definitions: ImportDefinitions): ImportMapping | null {
  if (given == null) return null;
  const isObject = typeof given === 'object' && !Array.isArray(given);
  const entries = isObject ? Object.entries(given) : [];
  const isText = entries.every(
    ([header, field]) => header.length <= maxHeaderChars && typeof field === 'string',
  );
  if (!isObject || !isText || entries.length > maxColumns)
    throw new BadUserInputError('mapping', `must be an object of at most ${maxColumns} fields by header`);
  for (const [, field] of entries) {
    if (isField(field as string, definitions)) continue;
    throw new BadUserInputError(
      'mapping',
      `must name ${plainFields.join(', ')}, attribute.<key> with the key of an attribute of contacts, or lead.attribute.<key> with one of leads`,
    );
  }
  const fields = entries.map(([, field]) => field);
  if (new Set(fields).size < fields.length)
    throw new BadUserInputError('mapping', 'must not fill one field from two columns');
  if (!fields.includes('phone')) throw new BadUserInputError('mapping', 'must have a column for the phone');
  return given as ImportMapping;
}

/** The columns to import. @throws JobFailedError for a header that does not fit */
export function toColumns(
  cells: readonly string[],
  mapping: ImportMapping | null,
  definitions: ImportDefinitions,
): readonly ImportColumn[] {
  if (cells.length > maxColumns)
    throw new JobFailedError(`The header has ${cells.length} columns; at most ${maxColumns} are allowed.`);
  const headers = cells.map(cell => cell.trim());
  const twice = headers.find((header, index) => header !== '' && headers.indexOf(header) !== index);
  if (twice !== undefined) throw new JobFailedError(`The header has the column "${shown(twice)}" twice.`);
  const columns = headers.flatMap((header, index) => {
    const field = mapping ? (Object.hasOwn(mapping, header) ? mapping[header] : undefined) : header;
    if (field === undefined || !isField(field, definitions)) return [];
    return [{ index, header, field, attribute: findAttribute(field, definitions) }];
  });
  const missing = mapping && Object.keys(mapping).find(header => !headers.includes(header.trim()));
  if (missing != null) throw new JobFailedError(`The header has no column "${shown(missing)}".`);
  if (!columns.some(({ field }) => field === 'phone'))
    throw new JobFailedError(
      `The header has no column "phone" (it has ${headers.length}: ${shown(headers.join(', '))}); name the columns by \`mapping\`, and separate them by comma, semicolon or tab.`,
    );
  return columns;
}

function isField(field: string, definitions: ImportDefinitions): boolean {
  return plainFields.includes(field) || findAttribute(field, definitions) !== null;
}

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

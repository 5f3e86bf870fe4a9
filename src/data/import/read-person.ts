/** Reads a row of a file as a person, or says why not. A reason names no value of the row. */
import { type AttributeScalar, readAttributeText } from '../../domain/attribute-value.js';
import { isOwnPhone } from '../../domain/identity/own-addresses.js';
import { type LeadValue, readLeadValue, toPlainAmount } from '../../domain/lead-value.js';
import { identifyPhone } from '../../domain/phone/phone-identity.js';
import { toPhoneKey } from '../../domain/phone/phone-key.js';
import { cleanText, isInvisible } from '../../domain/text.js';
import { AttributeTarget } from '../../domain/vocabulary.js';
import type { RefusedRow } from '../../entities/data-job.entity.js';
import type { ImportedPerson } from '../../people/import-people.js';
import type { ImportColumn } from './import-columns.js';
import type { PhoneLines } from './phone-lines.js';
import type { CsvRow } from './read-csv.js';

/** What rows are read by. */
export interface PersonRules {
  readonly columns: readonly ImportColumn[];
  /** Number of columns of the header. */
  readonly width: number;
  readonly defaultCountry: string;
  /** Of amounts without a currency of their own; null if the company has none. */
  readonly currency: string | null;
  readonly ownKeys: Parameters<typeof isOwnPhone>[1];
  /** Lines of the phones so far. */
  readonly seen: PhoneLines;
}

/** A person, or the refusal of the row. */
export type ReadPerson = { readonly person: ImportedPerson } | { readonly refusal: RefusedRow };

const maxNameChars = 200;

/** Reads a row; a person that an earlier row has is refused, so that the order of rows does not matter. */
export function readPerson({ line, cells }: CsvRow, rules: PersonRules): ReadPerson {
  const refuse = (column: string | null, reason: string): ReadPerson => ({
    refusal: { line, column, reason },
  });
  if (cells.length !== rules.width)
    return refuse(null, `the row has ${cells.length} cells, the header ${rules.width}`);
  let phone: ReturnType<typeof identifyPhone> = null;
  const found = { raw: '', name: null as string | null, leadName: null as string | null };
  const worth: Worth = { amount: null, currency: null };
  const attributes: Record<string, AttributeScalar> = {};
  const leadAttributes: Record<string, AttributeScalar> = {};
  for (const { index, header, field, attribute } of rules.columns) {
    const text = toText(cells[index] ?? '');
    if (field === 'phone') {
      phone = identifyPhone(text, rules.defaultCountry);
      if (phone === null)
        return refuse(header, text === '' ? 'the phone is missing' : 'is no phone number that exists');
      if (isOwnPhone(phone.e164, rules.ownKeys)) return refuse(header, "is one of the company's own numbers");
      found.raw = text;
      continue;
    }
    if (text === '') continue;
    if (field === 'lead.value') worth.amount = { header, text };
    else if (field === 'lead.currency') worth.currency = { header, text };
    else if (attribute) {
      const read = readAttributeText(attribute.definition, text);
      if ('expected' in read) return refuse(header, `must be ${read.expected}`);
      const values = attribute.target === AttributeTarget.LEAD ? leadAttributes : attributes;
      values[attribute.definition.key] = read.value;
    } else if (text.length > maxNameChars) {
      return refuse(header, `has more than ${maxNameChars} characters`);
    } else found[field === 'lead.name' ? 'leadName' : 'name'] = text;
  }
  if (phone === null) return refuse(null, 'the phone is missing');
  const leadValue = readWorth(worth, rules.currency);
  if (leadValue && 'reason' in leadValue) return refuse(leadValue.header, leadValue.reason);
  const matchKey = toPhoneKey(phone.e164);
  const earlier = rules.seen.note(matchKey, line);
  if (earlier !== null) return refuse(null, `line ${earlier} has the same phone`);
  const { raw, name, leadName } = found;
  return {
    person: {
      ...{ raw, name, leadName, attributes, leadAttributes, leadValue, matchKey, phone: phone.e164 },
      matchKeys: phone.matchKeys.map(each => `tel:${each}`),
    },
  };
}

interface Cell {
  readonly header: string;
  readonly text: string;
}

/** The cells of a lead's value. */
interface Worth {
  amount: Cell | null;
  currency: Cell | null;
}

/** The value of the lead; null without an amount, as a currency alone says nothing. */
function readWorth(
  { amount, currency }: Worth,
  ofCompany: string | null,
): LeadValue | { readonly header: string; readonly reason: string } | null {
  if (amount === null) return null;
  const code = currency?.text.toUpperCase() ?? ofCompany;
  if (code === null)
    return {
      header: amount.header,
      reason: 'has no currency: fill lead.currency, or set that of the company',
    };
  const plain = toPlainAmount(amount.text);
  if (plain === null)
    return { header: amount.header, reason: 'must be an amount in figures, such as 12500.50' };
  const read = readLeadValue(plain, code);
  if ('value' in read) return read.value;
  const { header } = read.part === 'currency' ? (currency ?? amount) : amount;
  return { header, reason: `must be ${read.expected}` };
}

/**
 * The text of a cell, on one line. Exports write an apostrophe before a value that a spreadsheet would run as a formula;
 * it is removed, so that an export can be imported. A formula itself is a text like any other.
 */
function toText(cell: string): string {
  const text = cleanText(cell).trim().replaceAll(/\s+/g, ' ');
  const plain = /^'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? text.slice(1) : text;
  return isInvisible(plain) ? '' : plain;
}

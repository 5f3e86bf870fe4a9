/**
 * Approved templates: a vendor's listing, and filling in the values of variables.
 *
 * A variable has a name. In the body it is written as `{{name}}`; any further meaning of a name, such as a button
 * parameter, is the vendor's grammar and known only in the vendor's folder.
 */
import { TemplateVariablesError } from './template-errors.js';

/** A template in a vendor's listing. */
export interface ListedTemplate {
  /** The vendor's id; stable between listings. */
  readonly externalId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string | null;
  /** The vendor's status in capitals; `approvedTemplate` if it can be sent. */
  readonly status: string;
  /** The text of the message, with `{{name}}` for values. */
  readonly body: string;
  /** Names of all variables, including those outside the body. */
  readonly variables: readonly string[];
}

/** All templates of an account, or a sentence that says why they could not be read. */
export type TemplateListing =
  | { readonly ok: true; readonly templates: readonly ListedTemplate[] }
  | { readonly ok: false; readonly detail: string };

/** Status of a template that can be sent. */
export const approvedTemplate = 'APPROVED';

/** Status of a template with unsupported parts, such as a carousel. */
export const unsupportedTemplate = 'UNSUPPORTED';

const placeholder = /\{\{\s*([A-Za-z0-9_.]+)\s*\}\}/g;

/** The vendors' limit for a value. */
const maxValueChars = 1_024;

/** Names of the variables in a text, in order, without duplicates. */
export function findVariables(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(match => match[1] ?? ''))];
}

/** Renames the variables of a text. */
export function renameVariables(text: string, rename: (name: string) => string): string {
  return text.replaceAll(placeholder, (_all, name: string) => `{{${rename(name)}}}`);
}

/** Puts the values into a text. Text that looks like a variable inside a value stays unchanged. */
export function fillVariables(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(placeholder, (all, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? all) : all,
  );
}

/** Numbers become texts; everything else stays unchanged. */
function toEntries(given: object): [name: string, value: unknown][] {
  return Object.entries(given).map(([name, value]) => [
    name,
    typeof value === 'number' && Number.isFinite(value) ? String(value) : value,
  ]);
}

/** The values as they would be stored, unchecked: to compare a call with an earlier one. */
export function toStoredValues(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? Object.fromEntries(toEntries(given)) : {};
}

/**
 * Validates the caller's values against the variables of a template.
 *
 * @param given an object with a text or a number for each variable; null and undefined count as an empty one
 * @throws TemplateVariablesError that lists all missing, unknown and invalid values
 */
export function readTemplateValues(variables: readonly string[], given: unknown): Record<string, string> {
  const values = given ?? {};
  if (typeof values !== 'object' || Array.isArray(values)) {
    throw new TemplateVariablesError({ missing: variables, unknown: [], unusable: [] });
  }
  const entries = toEntries(values);
  const names = new Set(entries.map(([name]) => name));
  const missing = variables.filter(name => !names.has(name));
  const unknown = [...names].filter(name => !variables.includes(name));
  const unusable = entries
    .filter(([name, value]) => variables.includes(name) && !isUsable(value))
    .map(([name]) => name);
  if (missing.length + unknown.length + unusable.length > 0) {
    throw new TemplateVariablesError({ missing, unknown, unusable });
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

/** WhatsApp refuses a value that is empty, has a line break or a tab, or more than four spaces in a row. */
function isUsable(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.isWellFormed() &&
    value.trim() !== '' &&
    value.length <= maxValueChars &&
    !/[\0\n\r\t]| {5}/.test(value)
  );
}

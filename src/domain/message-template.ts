/**
 * Approved templates: what a vendor lists of them, and how values take the place of variables.
 *
 * A variable has a name. In the body it stands as `{{name}}`; what else a name says, such as that the value goes into a
 * button, is the vendor's grammar and known in its folder alone.
 */
import { TemplateVariablesError } from './template-errors.js';

/** A template as a vendor lists it. */
export interface ListedTemplate {
  /** The vendor's id of it; the same template has the same id at every listing. */
  readonly externalId: string;
  readonly name: string;
  readonly language: string;
  readonly category: string | null;
  /** The vendor's word in capitals; `approvedTemplate` where it can be sent. */
  readonly status: string;
  /** What the person reads, with `{{name}}` where values go. */
  readonly body: string;
  /** The names of all variables, those outside the body too. */
  readonly variables: readonly string[];
}

/** Everything that an account has, or the sentence that says why it could not be read. */
export type TemplateListing =
  | { readonly ok: true; readonly templates: readonly ListedTemplate[] }
  | { readonly ok: false; readonly detail: string };

/** The status of a template that can be sent. */
export const approvedTemplate = 'APPROVED';

/** The status of one that has parts which nothing here can fill, such as a carousel. */
export const unsupportedTemplate = 'UNSUPPORTED';

const placeholder = /\{\{\s*([A-Za-z0-9_.]+)\s*\}\}/g;

/** The vendors' limit of a value. */
const maxValueChars = 1_024;

/** The names of the variables in a text, each once, in their order. */
export function findVariables(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(match => match[1] ?? ''))];
}

/** Renames the variables of a text. */
export function renameVariables(text: string, rename: (name: string) => string): string {
  return text.replaceAll(placeholder, (_all, name: string) => `{{${rename(name)}}}`);
}

/** Puts the values into a text. What looks like a variable inside a value stays as it is. */
export function fillVariables(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(placeholder, (all, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? all) : all,
  );
}

/** Numbers as texts; everything else as it was given. */
function toEntries(given: object): [name: string, value: unknown][] {
  return Object.entries(given).map(([name, value]) => [
    name,
    typeof value === 'number' && Number.isFinite(value) ? String(value) : value,
  ]);
}

/** What would be stored of given values, unchecked: to compare a call with an earlier one. */
export function toStoredValues(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? Object.fromEntries(toEntries(given)) : {};
}

/**
 * Checks the values that a caller gives against the variables of a template.
 *
 * @param given an object with a text or a number for each variable; null and undefined stand for an empty one
 * @throws TemplateVariablesError that names everything missing, everything unknown and everything unusable
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

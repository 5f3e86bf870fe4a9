/** Validation of credentials: rules shared by several vendors, and errors that name a field and never its value. */
import * as z from 'zod';
import type { CredentialFields } from './account.js';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A secret that is sent in a header or a URL. */
export const secretText = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(2_000, 'must have 2000 characters at the most')
  .regex(/^[\x21-\x7e]*$/, 'must not contain spaces or letters outside ASCII');

/** Base URL of a vendor's API, without a trailing slash. Plain http is accepted for the simulator on this machine. */
export const baseUrlText = z
  .string('must be a text')
  .trim()
  .max(500, 'must have 500 characters at the most')
  .refine(
    isBaseUrl,
    'must be an https URL without user, query or fragment (http is taken for the simulator on this machine)',
  )
  .transform(url => url.replace(/\/+$/, ''));

/** Messages per second by a channel's external id, for channels whose limit differs from the others. */
export const paceTable = z.record(
  z.string(),
  z
    .number('must be a number of messages a second')
    .positive('must be more than 0')
    .max(1_000, 'must be 1000 at the most'),
  'must be an object of a number of messages a second for each number',
);

/** An optional setting; null and an empty text also mean absent. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(value => (value === null || value === '' ? undefined : value), schema.optional());
}

/** Result of `Provider.parseCredentials`. */
export type CheckedCredentials =
  | { readonly ok: true; readonly credentials: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Validates credentials against a vendor's schema.
 * @param vendor its name in error messages
 */
export function checkCredentials<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  input: unknown,
  vendor: string,
  fields: CredentialFields<keyof Shape & string>,
): CheckedCredentials {
  const names = Object.keys(schema.shape);
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { ok: false, faults: [`The credentials must be an object with ${names.join(', ')}.`] };
  const parsed = schema.safeParse(input);
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const field = String(path[0] ?? '');
    const known: CredentialFields = fields;
    const missing = known[field]?.isRequired && !(field in input) ? known[field].description : null;
    return `"${path.map(toFieldName).join('.')}" ${missing === null ? message : `is missing: ${missing}`}.`;
  });
  // Names come from the caller. Only those that look like a name are echoed, so a misplaced secret is not printed.
  const unknownNames = Object.keys(input).filter(name => !names.includes(name));
  for (const name of unknownNames.slice(0, 5)) {
    const shown = toFieldName(name) === name ? `"${name}"` : 'A field';
    faults.push(`${shown} is no setting of ${vendor}; it has ${names.join(', ')}.`);
  }
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, credentials: parsed.data };
}

function toFieldName(step: PropertyKey): string {
  const name = String(step);
  return /^(?:[a-z][a-z_]{0,30}|\+?\d{1,20})$/i.test(name) ? name : '…';
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
}

/** What is typed into the fields of an account's credentials, and what the server takes. */
import type { CredentialFieldsQuery } from '../../gql/operations.js';

/** A field of a vendor's credentials. */
export type CredentialField = CredentialFieldsQuery['credentialFields'][number];

/**
 * The object for the server. Empty fields are left out, so that they keep their value when credentials are changed.
 * Pairs are lines, `name = value`.
 */
export function toCredentials(
  fields: readonly Pick<CredentialField, 'name' | 'form'>[],
  texts: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const entries = fields.flatMap(({ name, form }) => {
    const text = texts[name]?.trim() ?? '';
    return text === '' ? [] : [[name, toValue(form, text)] as const];
  });
  return Object.fromEntries(entries);
}

function toValue(form: CredentialField['form'], text: string): unknown {
  if (form === 'YES_NO') return text === 'true';
  if (form !== 'PAIRS' && form !== 'NUMBERS') return text;
  const pairs = text.split('\n').flatMap(line => {
    const [, name = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/u.exec(line) ?? [null, line.trim(), ''];
    return name === '' ? [] : [[name, form === 'NUMBERS' ? Number(value) : value] as const];
  });
  return Object.fromEntries(pairs);
}

/** A fault of a form. */
interface FieldFault {
  readonly field: string | null;
  readonly detail: string;
}

/**
 * The fault, when it is of this field: the server names the fields in quotes in one sentence about all credentials.
 * @returns null for another field's
 */
export function toFieldFault<Fault extends FieldFault>(fault: Fault | null, name: string): Fault | null {
  if (fault?.field !== 'credentials') return null;
  const sentences = fault.detail.split(/(?<=\.) (?=")/u);
  const own = sentences.filter(sentence => new RegExp(`"${name}(?:\\.[^"]*)?"`, 'u').test(sentence));
  return own.length === 0 ? null : { ...fault, field: name, detail: own.join(' ') };
}

import { CredentialForm } from '../domain/vocabulary.js';
import type { CredentialFields } from '../providers/contract/account.js';

/** A field of a vendor's credentials, for a form. */
export interface DescribedCredentialField {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly form: CredentialForm;
  readonly choices: readonly string[] | null;
}

/** The fields of a vendor's credentials, in their order; the label is made of the name. */
export function describeCredentials(fields: CredentialFields): DescribedCredentialField[] {
  return Object.entries(fields).map(
    ([name, { description, isSecret = false, isRequired = false, ...rest }]) => ({
      ...{ name, label: toLabel(name), isSecret, isRequired },
      ...{ form: rest.form ?? CredentialForm.TEXT, choices: rest.choices ?? null },
      description: `${description.charAt(0).toUpperCase()}${description.slice(1)}.`,
    }),
  );
}

/** `apiKeySid` is "Api key sid"; short words that are abbreviations are written in capitals. */
function toLabel(name: string): string {
  const words = name.split(/(?=[A-Z])/).map(word => word.toLowerCase());
  const text = words.map(word => (abbreviations.has(word) ? word.toUpperCase() : word)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const abbreviations: ReadonlySet<string> = new Set(['api', 'id', 'sid', 'url']);

import { intlLocale } from '../i18n/index.js';
import { lacksKazakh } from './kazakh.js';

/** Names in a row: "A, B and C". */
export function writeList(names: readonly string[]): string {
  const parts = new Intl.ListFormat(intlLocale()).formatToParts(names);
  const and = lacksKazakh() ? ' және ' : null;
  return parts
    .map(({ type, value }) => (and !== null && type === 'literal' ? value.replace(' и ', and) : value))
    .join('');
}

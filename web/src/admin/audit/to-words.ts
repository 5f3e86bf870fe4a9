import { t } from '../../i18n/index.js';
import { formatDateTime } from '../../ui/index.js';

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const maxChars = 500;

/** Names by id, of what the log refers to. */
export type Names = ReadonlyMap<string, string>;

/**
 * A value of the log for a person: lists with commas, moments in the viewer's zone, nothing as a dash, names in place of
 * the ids that are known.
 */
export function toWords(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value))
    return value.length === 0
      ? '—'
      : value
          .map(item => toWords(item, names))
          .join(', ')
          .slice(0, maxChars);
  if (typeof value === 'string')
    return moment.test(value) ? formatDateTime(value) : (names.get(value) ?? value.slice(0, maxChars));
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value).slice(0, maxChars);
}

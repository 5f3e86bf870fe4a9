import { t } from '../../i18n/index.js';
import { formatDateTime } from '../../ui/index.js';

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const maxChars = 500;

/** A value of the log for a person: lists with commas, moments in the viewer's zone, nothing as a dash. */
export function toWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value))
    return value.length === 0 ? '—' : value.map(toWords).join(', ').slice(0, maxChars);
  if (typeof value === 'string') return moment.test(value) ? formatDateTime(value) : value.slice(0, maxChars);
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value).slice(0, maxChars);
}

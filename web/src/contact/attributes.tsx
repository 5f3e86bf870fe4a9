import type { PersonPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { cleanName, formatDate } from '../ui/index.js';

/** Properties of `Attributes`. */
export interface AttributesProps {
  readonly values: PersonPartsFragment['attributes'];
}

/** Values of the company's own fields. */
export function Attributes({ values }: AttributesProps) {
  if (values.length === 0) return null;
  return (
    <dl className="attributes">
      {values.map(({ value, definition: { id, name, type } }) => (
        <div key={id}>
          <dt className="muted">{cleanName(name)}</dt>
          <dd dir="auto">{toText(value, type)}</dd>
        </div>
      ))}
    </dl>
  );
}

function toText(value: unknown, type: string): string {
  if (type === 'BOOLEAN') return t(value === true ? 'yes' : 'no');
  if (type === 'DATE' && typeof value === 'string') return formatDate(value);
  return cleanName(String(value));
}

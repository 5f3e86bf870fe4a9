import { AdminAttributesDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { SelectField, useRows } from '../../kit/index.js';
import { fieldOf } from './csv-headers.js';

/** Properties of `Mapping`. */
export interface MappingProps {
  readonly headers: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly onChange: (mapping: Readonly<Record<string, string>>) => void;
}

/** What each column of the file is. */
export function Mapping({ headers, mapping, onChange }: MappingProps) {
  const attributes = useRows(AdminAttributesDocument, {}, data => data.attributeDefinitions).items;
  const options: readonly (readonly [string, string])[] = [
    ['', t('data_leaveOut')],
    ['phone', t('data_phone')],
    ['displayName', t('data_name')],
    ['lead.name', t('data_leadName')],
    ['lead.value', t('data_leadValue')],
    ['lead.currency', t('data_leadCurrency')],
    ...attributes.filter(({ isArchived }) => !isArchived).map(own => [fieldOf(own), own.name] as const),
  ];
  return (
    <fieldset className="choices">
      <legend>{t('data_columns')}</legend>
      <div className="section">
        {headers.map(header => (
          <SelectField
            key={header}
            {...{ name: `column ${header}`, label: header, value: mapping[header] ?? '', options }}
            onChange={field => onChange({ ...mapping, [header]: field })}
          />
        ))}
      </div>
    </fieldset>
  );
}

import { t } from '../../i18n/index.js';
import { type Fault, SelectField, TextField } from '../../kit/index.js';
import { type CredentialField, toFieldFault } from './credentials.js';

/** Properties of `CredentialInputs`. */
export interface CredentialInputsProps {
  readonly fields: readonly CredentialField[];
  /** Help by field, in the viewer's language; the server's English one for others. */
  readonly help: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly onChange: (name: string, text: string) => void;
  readonly fault: Fault | null;
  /** True when stored ones are changed: nothing is required. */
  readonly isChange?: boolean;
}

/** The fields of a vendor's credentials: the required ones, then the others folded. */
export function CredentialInputs({ fields, ...rest }: CredentialInputsProps) {
  const required = fields.filter(({ isRequired }) => isRequired);
  const others = fields.filter(({ isRequired }) => !isRequired);
  const isWrong = others.some(({ name }) => toFieldFault(rest.fault, name) !== null);
  return (
    <>
      {required.map(field => (
        <Input key={field.name} field={field} {...rest} />
      ))}
      {others.length > 0 && (
        <details open={isWrong || undefined}>
          <summary>{t('numMoreFields')}</summary>
          <div className="form">
            {others.map(field => (
              <Input key={field.name} field={field} {...rest} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Input({
  field,
  help,
  texts,
  onChange,
  fault,
  isChange = false,
}: Omit<CredentialInputsProps, 'fields'> & { readonly field: CredentialField }) {
  const { name, label, description, isRequired, isSecret, form, choices } = field;
  const shared = {
    ...{ name, label, fault: toFieldFault(fault, name) },
    value: texts[name] ?? '',
    onChange: (text: string) => onChange(name, text),
  };
  const about = help[name] ?? description;
  if (form === 'YES_NO' || choices !== null) {
    const values =
      choices === null
        ? ([
            ['true', t('yes')],
            ['false', t('no')],
          ] as const)
        : choices.map(choice => [choice, choice] as const);
    return <SelectField {...shared} hint={about} options={[['', t('numUnchanged')], ...values]} />;
  }
  const isTable = form !== 'TEXT';
  return (
    <TextField
      {...shared}
      hint={isTable ? `${about} ${t('numPairsHint')}` : about}
      isRequired={isRequired && !isChange}
      {...(isTable ? { rows: 3 } : { type: isSecret ? 'password' : 'text' })}
      autoComplete={isSecret ? 'new-password' : 'off'}
    />
  );
}

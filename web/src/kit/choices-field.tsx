import { CheckField } from './fields.js';

/** Properties of `ChoicesField`. */
export interface ChoicesFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  /** Values with their labels. */
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly isDisabled?: boolean;
}

/** Several choices: a group of check boxes. */
export function ChoicesField({ label, hint, values, onChange, options, isDisabled }: ChoicesFieldProps) {
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...values, value] : values.filter(other => other !== value));
  return (
    <fieldset className="choices" disabled={isDisabled}>
      <legend>{label}</legend>
      {hint && <p className="muted">{hint}</p>}
      <div className="choices-list">
        {options.map(([value, text]) => (
          <CheckField
            key={value}
            label={text}
            isChecked={values.includes(value)}
            onChange={isChosen => toggle(value, isChosen)}
          />
        ))}
      </div>
    </fieldset>
  );
}

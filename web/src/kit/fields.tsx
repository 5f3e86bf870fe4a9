import { type ReactNode, useId } from 'react';
import { t } from '../i18n/index.js';
import type { Fault } from './to-fault.js';
import './kit.css';

interface FrameProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Fault of the form; shown here when it is of this field. */
  readonly fault?: Fault | null;
  /** Name of the field in the mutation's input. */
  readonly name: string;
}

interface ControlIds {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

function Frame({
  label,
  hint,
  fault,
  name,
  children,
}: FrameProps & { readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const isWrong = fault?.field === name;
  const described = [hint && `${id}-hint`, isWrong && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, name, 'aria-describedby': described, 'aria-invalid': isWrong })}
      {hint && (
        <span id={`${id}-hint`} className="muted">
          {hint}
        </span>
      )}
      {isWrong && (
        <span id={`${id}-fault`} className="fault">
          {fault.detail || t(fault.sentence)}
        </span>
      )}
    </div>
  );
}

/** Properties of `TextField`. */
export interface TextFieldProps extends FrameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?:
    | 'text'
    | 'email'
    | 'password'
    | 'url'
    | 'number'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'color';
  readonly isRequired?: boolean;
  /** More than one: an area for text. */
  readonly rows?: number;
  readonly maxLength?: number;
  readonly inputMode?: 'decimal';
  readonly autoComplete?: string;
}

/** A field for text. */
export function TextField({ value, onChange, type = 'text', isRequired, rows, ...rest }: TextFieldProps) {
  const { maxLength, inputMode, autoComplete = 'off', ...frame } = rest;
  return (
    <Frame {...frame}>
      {ids =>
        rows === undefined ? (
          <input
            {...ids}
            {...{ type, value, maxLength, inputMode, autoComplete }}
            required={isRequired}
            onChange={event => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...ids}
            {...{ rows, value, maxLength }}
            required={isRequired}
            onChange={event => onChange(event.target.value)}
          />
        )
      }
    </Frame>
  );
}

/** Properties of `SelectField`. */
export interface SelectFieldProps extends FrameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Values with their labels. */
  readonly options: readonly (readonly [value: string, label: string])[];
}

/** A field with a choice. */
export function SelectField({ value, onChange, options, ...frame }: SelectFieldProps) {
  return (
    <Frame {...frame}>
      {ids => (
        <select {...ids} value={value} onChange={event => onChange(event.target.value)}>
          {options.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

/** Properties of `CheckField`. */
export interface CheckFieldProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
}

/** A check box with its label. */
export function CheckField({ label, isChecked, onChange, isDisabled }: CheckFieldProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={event => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}

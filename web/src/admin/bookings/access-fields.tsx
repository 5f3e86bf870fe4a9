import { t } from '../../i18n/index.js';
import { type Fault, TextField } from '../../kit/index.js';

/** Access data of the booking system, by their names in the input. */
export const accessNames = ['partnerToken', 'userToken', 'webhookSecret', 'apiBaseUrl'] as const;

/** Name of one of the access data. */
export type AccessName = (typeof accessNames)[number];

/** What was filled in; what was not is ''. */
export type AccessTexts = Readonly<Record<AccessName, string>>;

/** Nothing filled in. */
export const noAccess: AccessTexts = { partnerToken: '', userToken: '', webhookSecret: '', apiBaseUrl: '' };

/** Those that were filled in. */
export const toFilled = (texts: AccessTexts): Partial<Record<AccessName, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));

/** Properties of `AccessFields`. */
export interface AccessFieldsProps {
  readonly texts: AccessTexts;
  readonly onChange: (texts: AccessTexts) => void;
  readonly fault: Fault | null;
}

/** Fields for the access data. What is stored is never shown. */
export function AccessFields({ texts, onChange, fault }: AccessFieldsProps) {
  return accessNames.map(name => (
    <TextField
      key={name}
      {...{ name, label: t(`bookings_${name}`), hint: t(`bookings_${name}Hint`), fault, value: texts[name] }}
      {...(name === 'apiBaseUrl'
        ? { type: 'url' as const }
        : { type: 'password' as const, autoComplete: 'new-password' })}
      onChange={text => onChange({ ...texts, [name]: text })}
    />
  ));
}

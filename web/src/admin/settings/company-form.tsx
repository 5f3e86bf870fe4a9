import { useState } from 'react';
import { locales, t } from '../../i18n/index.js';
import { SelectField, TextField, timezones } from '../../kit/index.js';
import { SectionForm, type SectionProps } from './section-form.js';

/** Name, language, zone, currency, country. */
export function CompanyForm({ company, onSaved }: SectionProps) {
  const [values, setValues] = useState({
    ...{ name: company.name, locale: company.locale, timezone: company.timezone },
    ...{ currency: company.currency ?? '', defaultCountry: company.defaultCountry },
  });
  const set = (change: Partial<typeof values>) => setValues(before => ({ ...before, ...change }));
  const known = Object.entries(locales);
  const languages = values.locale in locales ? known : [...known, [values.locale, values.locale] as const];
  return (
    <SectionForm
      title={t('settings_company')}
      onSaved={onSaved}
      toInput={() => ({ ...values, currency: values.currency.trim() || null })}
    >
      {fault => (
        <>
          <TextField
            {...{ name: 'name', label: t('settings_name'), fault, maxLength: 200, isRequired: true }}
            {...{ value: values.name, onChange: (name: string) => set({ name }) }}
          />
          <SelectField
            {...{ name: 'locale', label: t('settings_locale'), hint: t('settings_localeHint'), fault }}
            {...{ value: values.locale, onChange: (locale: string) => set({ locale }), options: languages }}
          />
          <SelectField
            {...{ name: 'timezone', label: t('settings_zone'), fault, options: timezones(values.timezone) }}
            {...{ value: values.timezone, onChange: (timezone: string) => set({ timezone }) }}
          />
          <TextField
            {...{
              name: 'defaultCountry',
              label: t('settings_country'),
              hint: t('settings_countryHint'),
              fault,
            }}
            {...{ value: values.defaultCountry, maxLength: 2, isRequired: true }}
            onChange={country => set({ defaultCountry: country.toUpperCase() })}
          />
          <TextField
            {...{ name: 'currency', label: t('settings_currency'), hint: t('settings_currencyHint'), fault }}
            {...{ value: values.currency, maxLength: 3 }}
            onChange={currency => set({ currency: currency.toUpperCase() })}
          />
        </>
      )}
    </SectionForm>
  );
}

import { useState } from 'react';
import { t } from '../../i18n/index.js';
import { CheckField, SelectField, TextField, timezones } from '../../kit/index.js';
import { formatDateTime } from '../../ui/index.js';
import {
  type Day,
  days,
  type Period,
  toClockTime,
  toClosingTime,
  toDates,
  usualWeek,
} from './opening-hours.js';
import { SectionForm, type SectionProps } from './section-form.js';

/** When the company works, and what people are told outside of it. */
export function HoursForm({ company, onSaved }: SectionProps) {
  const { businessHours: hours, awayText } = company.settings;
  const [hasHours, setHasHours] = useState(hours !== null);
  const [periods, setPeriods] = useState<readonly Period[]>(hours?.periods ?? usualWeek);
  const [zone, setZone] = useState(hours?.timezone ?? '');
  const [closedOn, setClosedOn] = useState(hours?.closedOn.join('\n') ?? '');
  const [away, setAway] = useState(awayText ?? '');
  const toInput = () => ({
    awayText: away.trim() || null,
    businessHours: hasHours
      ? {
          periods: periods.map(({ day, opens, closes }) => ({ day, opens, closes })),
          ...{ timezone: zone || null, closedOn: toDates(closedOn) },
        }
      : null,
  });
  return (
    <SectionForm title={t('settings_hours')} onSaved={onSaved} toInput={toInput}>
      {fault => (
        <>
          {hours && (
            <p>
              {t(hours.isOpen ? 'settings_openNow' : 'settings_closedNow')}{' '}
              {hours.changesAt && t('settings_until', { time: formatDateTime(hours.changesAt) })}
            </p>
          )}
          <CheckField label={t('settings_hasHours')} isChecked={hasHours} onChange={setHasHours} />
          {hasHours && (
            <>
              {days.map(day => (
                <DayPeriods key={day} day={day} periods={periods} onChange={setPeriods} />
              ))}
              <SelectField
                {...{
                  name: 'businessHours.timezone',
                  label: t('settings_zone'),
                  fault,
                  value: zone,
                  onChange: setZone,
                }}
                options={[
                  ['', t('settings_zoneOfCompany', { zone: company.timezone })],
                  ...timezones(company.timezone),
                ]}
              />
              <TextField
                {...{ name: 'businessHours.closedOn', label: t('settings_closedOn'), fault, rows: 3 }}
                {...{ hint: t('settings_closedOnHint'), value: closedOn, onChange: setClosedOn }}
              />
            </>
          )}
          <TextField
            {...{ name: 'awayText', label: t('settings_away'), hint: t('settings_awayHint'), fault, rows: 3 }}
            {...{ value: away, onChange: setAway, maxLength: 1_000 }}
          />
        </>
      )}
    </SectionForm>
  );
}

interface DayPeriodsProps {
  readonly day: Day;
  readonly periods: readonly Period[];
  readonly onChange: (periods: readonly Period[]) => void;
}

function DayPeriods({ day, periods, onChange }: DayPeriodsProps) {
  const name = t(`day_${day}`);
  const own = periods.filter(period => period.day === day);
  const replace = (old: Period, next: Period) =>
    onChange(periods.map(period => (period === old ? next : period)));
  const add = () => {
    const last = own.at(-1);
    const [opens, closes] = last ? [last.closes, '23:00'] : ['09:00', '18:00'];
    onChange([...periods, { __typename: 'OpeningPeriod', day, opens, closes } as Period]);
  };
  return (
    <fieldset className="working-day">
      <legend>{name}</legend>
      {own.length === 0 && <span className="muted">{t('settings_closed')}</span>}
      {own.map((period, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: periods have no other name
        <span key={index} className="period">
          <input
            type="time"
            aria-label={t('settings_opens', { day: name })}
            value={period.opens}
            required
            onChange={event => replace(period, { ...period, opens: event.target.value })}
          />
          –
          <input
            type="time"
            aria-label={t('settings_closes', { day: name })}
            value={toClockTime(period.closes)}
            required
            onChange={event => replace(period, { ...period, closes: toClosingTime(event.target.value) })}
          />
          <button
            type="button"
            className="button"
            aria-label={`${t('remove')}: ${name} ${period.opens}`}
            onClick={() => onChange(periods.filter(other => other !== period))}
          >
            {t('remove')}
          </button>
        </span>
      ))}
      <button
        type="button"
        className="button"
        aria-label={`${t('settings_addPeriod')}: ${name}`}
        onClick={add}
      >
        {t('settings_addPeriod')}
      </button>
    </fieldset>
  );
}

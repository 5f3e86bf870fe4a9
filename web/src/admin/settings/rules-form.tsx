import { useState } from 'react';
import { t } from '../../i18n/index.js';
import { CheckField, TextField, toLines } from '../../kit/index.js';
import { SectionForm, type SectionProps } from './section-form.js';

/** Opt-out words, deadlines, retention, and who sees what. */
export function RulesForm({ company, onSaved }: SectionProps) {
  const { settings } = company;
  const [values, setValues] = useState({
    optOutWords: settings.optOutWords.join('\n'),
    replyWindowHours: String(settings.replyWindowHours),
    recentActivityMinutes: String(settings.recentActivityMinutes),
    messageRetentionDays: settings.messageRetentionDays === null ? '' : String(settings.messageRetentionDays),
    webhookRetentionDays: String(settings.webhookRetentionDays),
    assignsOnReply: settings.assignsOnReply,
    showsDeletedText: settings.showsDeletedText,
    requiresSecondFactor: settings.requiresSecondFactor,
  });
  const set = (change: Partial<typeof values>) => setValues(before => ({ ...before, ...change }));
  const toInput = () => ({
    optOutWords: toLines(values.optOutWords),
    replyWindowHours: Number(values.replyWindowHours),
    recentActivityMinutes: Number(values.recentActivityMinutes),
    messageRetentionDays: values.messageRetentionDays === '' ? null : Number(values.messageRetentionDays),
    webhookRetentionDays: Number(values.webhookRetentionDays),
    assignsOnReply: values.assignsOnReply,
    showsDeletedText: values.showsDeletedText,
    requiresSecondFactor: values.requiresSecondFactor,
  });
  const numbers = [
    ['replyWindowHours', t('settings_replyHours'), t('settings_replyHoursHint'), true],
    ['recentActivityMinutes', t('settings_recent'), t('settings_recentHint'), true],
    ['messageRetentionDays', t('settings_keepMessages'), t('settings_keepMessagesHint'), false],
    ['webhookRetentionDays', t('settings_keepWebhooks'), t('settings_keepWebhooksHint'), true],
  ] as const;
  const checks = [
    ['assignsOnReply', t('settings_assigns')],
    ['showsDeletedText', t('settings_showsDeleted')],
    ['requiresSecondFactor', t('settings_requiresFactor')],
  ] as const;
  return (
    <SectionForm title={t('settings_rules')} onSaved={onSaved} toInput={toInput}>
      {fault => (
        <>
          <TextField
            {...{
              name: 'optOutWords',
              label: t('settings_optOut'),
              hint: t('settings_optOutHint'),
              fault,
              rows: 3,
            }}
            {...{ value: values.optOutWords, onChange: (optOutWords: string) => set({ optOutWords }) }}
          />
          {numbers.map(([name, label, hint, isRequired]) => (
            <TextField
              key={name}
              {...{ name, label, hint, fault, isRequired, type: 'number', value: values[name] }}
              onChange={value => set({ [name]: value })}
            />
          ))}
          {checks.map(([name, label]) => (
            <CheckField
              key={name}
              label={label}
              isChecked={values[name]}
              onChange={isChecked => set({ [name]: isChecked })}
            />
          ))}
        </>
      )}
    </SectionForm>
  );
}

import { type ReactNode, useState } from 'react';
import { type AssistantPartsFragment, UpsertAssistantDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CheckField, ChoicesField, Form, SelectField, TextField, useChange } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { cleanName, showToast } from '../../ui/index.js';
import { LanguageFields } from './language-fields.js';
import { ModeField } from './mode-field.js';
import { ModelFields, PriceFields } from './model-fields.js';
import { type AssistantValues, changesModel, type NumberField, toInput, toValues } from './to-values.js';

/** Properties of `AssistantForm`. */
export interface AssistantFormProps {
  /** Null for a new one. */
  readonly assistant: AssistantPartsFragment | null;
  /** @param asksModel URL, model or key are others: the model is to be asked now */
  readonly onSaved: (id: string, asksModel: boolean) => void;
}

const engines = ['OPENAI_COMPATIBLE', 'EXTERNAL'] as const;
const schedules = ['ALWAYS', 'OUTSIDE_BUSINESS_HOURS', 'IN_BUSINESS_HOURS'] as const;

/** Every setting of an assistant except its facts. */
export function AssistantForm({ assistant, onSaved }: AssistantFormProps) {
  const { channels, teams } = useCompany();
  const [before, setBefore] = useState(() => toValues(assistant));
  const [values, setValues] = useState(before);
  const { engine } = values;
  const isModel = engine === 'OPENAI_COMPATIBLE';
  const [hasKey, setHasKey] = useState(assistant?.apiKeySet === true);
  const { run, isBusy, fault } = useChange(UpsertAssistantDocument);
  const set = (change: Partial<AssistantValues>) => setValues(former => ({ ...former, ...change }));
  const text = (name: 'name') => ({
    ...{ name, label: t(`ai_${name}`), fault, value: values[name] },
    onChange: (value: string) => set({ [name]: value }),
  });
  const number = (name: NumberField) => (
    <TextField
      {...{ name, label: t(`ai_${name}`), hint: t(`ai_${name}Hint`), fault, type: 'number' }}
      value={values[name]}
      onChange={value => set({ [name]: value })}
    />
  );
  const submit = async () => {
    const input = toInput(assistant?.id ?? null, values, before);
    const data = await run({ input });
    if (!data) return;
    const saved = toValues(data.upsertAiAssistant.assistant);
    setBefore(saved);
    setValues(saved);
    setHasKey(data.upsertAiAssistant.assistant.apiKeySet === true);
    showToast({ text: t('saved') });
    onSaved(data.upsertAiAssistant.assistant.id, changesModel(input));
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault}>
      <Part title={t('ai_partModel')}>
        <TextField {...text('name')} isRequired maxLength={100} />
        {assistant === null && (
          <SelectField
            {...{ name: 'engine', label: t('ai_engine'), hint: t(`ai_engineHelp_${engine}`), fault }}
            value={engine}
            options={engines.map(value => [value, t(`ai_engine_${value}`)] as const)}
            onChange={value => set({ engine: value as AssistantValues['engine'] })}
          />
        )}
        {isModel && <ModelFields {...{ values, set, fault, hasKey }} />}
      </Part>
      <Part title={t('ai_partWork')}>
        <ModeField mode={values.mode} onChange={mode => set({ mode })} />
        <CheckField
          label={t('ai_allNumbers')}
          isChecked={values.hasAllNumbers}
          onChange={hasAllNumbers => set({ hasAllNumbers })}
        />
        {!values.hasAllNumbers && (
          <ChoicesField
            label={t('numbers')}
            hint={t('ai_numbersHint')}
            values={values.channelIds}
            onChange={channelIds => set({ channelIds })}
            options={channels.nodes.map(({ id, label }) => [id, cleanName(label)] as const)}
          />
        )}
        <SelectField
          {...{ name: 'schedule', label: t('ai_schedule'), fault, value: values.schedule }}
          options={schedules.map(value => [value, t(`ai_schedule_${value}`)] as const)}
          onChange={schedule => set({ schedule: schedule as AssistantValues['schedule'] })}
        />
        <div className="assistant-pair">
          <TextField
            {...{ name: 'quietFrom', label: t('ai_quietFrom'), hint: t('ai_quietHint'), fault, type: 'time' }}
            value={values.quietFrom}
            onChange={quietFrom => set({ quietFrom })}
          />
          <TextField
            {...{ name: 'quietTo', label: t('ai_quietTo'), fault, type: 'time', value: values.quietTo }}
            onChange={quietTo => set({ quietTo })}
          />
        </div>
        {isModel && number('waitSeconds')}
        {number('humanHoldMinutes')}
        {number('maxConsecutiveAnswers')}
        <TextField
          {...{ name: 'handoffKeywords', label: t('ai_handoffKeywords'), hint: t('ai_handoffKeywordsHint') }}
          {...{ fault, rows: 3, value: values.handoffKeywords }}
          onChange={handoffKeywords => set({ handoffKeywords })}
        />
        <SelectField
          {...{ name: 'handoffTeamId', label: t('ai_handoffTeam'), hint: t('ai_handoffTeamHint'), fault }}
          value={values.handoffTeamId}
          options={[['', t('ai_noTeam')], ...teams.map(({ id, name }) => [id, cleanName(name)] as const)]}
          onChange={handoffTeamId => set({ handoffTeamId })}
        />
        {isModel && (
          <>
            <CheckField
              label={t('ai_setsTopics')}
              isChecked={values.setsTopics}
              onChange={setsTopics => set({ setsTopics })}
            />
            <CheckField
              label={t('ai_setsStages')}
              isChecked={values.setsStages}
              onChange={setsStages => set({ setsStages })}
            />
          </>
        )}
      </Part>
      <Part title={t('ai_partTexts')}>
        <LanguageFields
          languages={values.languages}
          fault={fault}
          onChange={languages => set({ languages })}
        />
        {isModel && (
          <TextField
            {...{ name: 'allowedLinks', label: t('ai_allowedLinks'), hint: t('ai_allowedLinksHint') }}
            {...{ fault, rows: 3, value: values.allowedLinks }}
            onChange={allowedLinks => set({ allowedLinks })}
          />
        )}
      </Part>
      {isModel && (
        <Part title={t('ai_partLimits')}>
          {number('conversationTokenLimit')}
          {number('dailyTokenLimit')}
          {number('monthlyTokenLimit')}
          {number('maxOutputTokens')}
          {number('contextTokens')}
          {number('temperature')}
          {number('timeoutSeconds')}
          <PriceFields {...{ values, set, fault }} />
        </Part>
      )}
    </Form>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="assistant-part" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
);

import { t } from '../../i18n/index.js';
import { CheckField, type Fault, TextField } from '../../kit/index.js';
import type { AssistantValues } from './to-values.js';

/** Properties of the fields. */
export interface ModelFieldsProps {
  readonly values: AssistantValues;
  readonly set: (change: Partial<AssistantValues>) => void;
  readonly fault: Fault | null;
}

/** Where the model is, its key, which is never shown, and what it is told. */
export function ModelFields({ values, set, fault, hasKey }: ModelFieldsProps & { readonly hasKey: boolean }) {
  return (
    <>
      <TextField
        {...{ name: 'endpointUrl', label: t('ai_endpointUrl'), hint: t('ai_endpointUrlHint'), fault }}
        {...{ value: values.endpointUrl, type: 'url', isRequired: true }}
        onChange={endpointUrl => set({ endpointUrl })}
      />
      <TextField
        {...{ name: 'model', label: t('ai_model'), hint: t('ai_modelHint'), fault, value: values.model }}
        {...{ isRequired: true, maxLength: 200 }}
        onChange={model => set({ model })}
      />
      <TextField
        {...{ name: 'apiKey', label: t('ai_apiKey'), fault, type: 'password', value: values.apiKey }}
        {...{ hint: t(hasKey ? 'ai_apiKeyKept' : 'ai_apiKeyHint'), autoComplete: 'new-password' }}
        onChange={apiKey => set({ apiKey, removesKey: false })}
      />
      {hasKey && (
        <CheckField
          label={t('ai_removeKey')}
          isChecked={values.removesKey}
          onChange={removesKey => set({ removesKey, apiKey: '' })}
        />
      )}
      <TextField
        {...{ name: 'instructions', label: t('ai_instructions'), hint: t('ai_instructionsHint'), fault }}
        {...{ value: values.instructions, rows: 6, maxLength: 20_000 }}
        onChange={instructions => set({ instructions })}
      />
    </>
  );
}

const limit = 'dailyCostLimit';

/** What a million tokens cost, without which costs are not counted, and what a day may cost. */
export function PriceFields({ values, set, fault }: ModelFieldsProps) {
  return (
    <div className="assistant-pair">
      <TextField
        {...{ name: 'promptTokenPrice', label: t('ai_promptTokenPrice'), hint: t('ai_priceHint'), fault }}
        value={values.promptTokenPrice}
        onChange={promptTokenPrice => set({ promptTokenPrice })}
      />
      <TextField
        {...{ name: 'completionTokenPrice', label: t('ai_completionTokenPrice'), fault }}
        value={values.completionTokenPrice}
        onChange={completionTokenPrice => set({ completionTokenPrice })}
      />
      <TextField
        {...{ name: 'priceCurrency', label: t('ai_priceCurrency'), fault, maxLength: 3 }}
        value={values.priceCurrency}
        onChange={priceCurrency => set({ priceCurrency })}
      />
      <TextField
        {...{ name: limit, label: t('ai_dailyCostLimit'), hint: t('ai_dailyCostLimitHint') }}
        // Its amount or its currency, which is that of the prices.
        fault={fault?.field?.startsWith(limit) ? { ...fault, field: limit } : fault}
        value={values.dailyCostLimit}
        onChange={dailyCostLimit => set({ dailyCostLimit })}
      />
    </div>
  );
}

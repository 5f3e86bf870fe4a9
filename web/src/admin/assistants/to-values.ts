/** The form of an assistant: its values as texts, and what of them is sent. */
import type {
  AiEngine,
  AiMode,
  AiSchedule,
  AssistantPartsFragment,
  UpsertAiAssistantInput,
} from '../../gql/operations.js';

/** Settings that are numbers, in the order of the form. An empty field is the default, or no limit. */
export const numberFields = [
  ...(['temperature', 'maxOutputTokens', 'timeoutSeconds', 'contextTokens'] as const),
  ...(['waitSeconds', 'humanHoldMinutes', 'maxConsecutiveAnswers'] as const),
  ...(['conversationTokenLimit', 'dailyTokenLimit', 'monthlyTokenLimit'] as const),
] as const;

/** Name of a number of the form. */
export type NumberField = (typeof numberFields)[number];

/** Texts in one language. */
export interface LanguageValues {
  /** Of the row of the form. */
  readonly key: number;
  readonly language: string;
  readonly handoffText: string;
  readonly fallbackText: string;
}

/** What the form shows. */
export interface AssistantValues extends Readonly<Record<NumberField, string>> {
  readonly name: string;
  readonly engine: AiEngine;
  readonly mode: AiMode;
  readonly schedule: AiSchedule;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly endpointUrl: string;
  readonly model: string;
  /** A new key; '' keeps the stored one. */
  readonly apiKey: string;
  readonly removesKey: boolean;
  readonly instructions: string;
  /** '' for none. */
  readonly handoffTeamId: string;
  readonly setsTopics: boolean;
  readonly setsStages: boolean;
  /** Of a million tokens; '' as the currency for no prices. */
  readonly promptTokenPrice: string;
  readonly completionTokenPrice: string;
  readonly priceCurrency: string;
  /** In that currency; '' for no limit. */
  readonly dailyCostLimit: string;
  /** Every number that no other assistant has. */
  readonly hasAllNumbers: boolean;
  readonly channelIds: readonly string[];
  /** One in a line. */
  readonly allowedLinks: string;
  readonly handoffKeywords: string;
  readonly languages: readonly LanguageValues[];
}

/** What a new assistant says by itself, in the languages of the inbox. */
const firstTexts: readonly Omit<LanguageValues, 'key'>[] = [
  {
    language: 'ru',
    handoffText: 'Зову коллегу, он ответит здесь.',
    fallbackText: 'Спасибо! Ответим чуть позже.',
  },
  {
    language: 'kk',
    handoffText: 'Әріптесімді шақырамын, ол осында жауап береді.',
    fallbackText: 'Рақмет! Сәл кейінірек жауап береміз.',
  },
  {
    language: 'en',
    handoffText: 'I ask a colleague, who answers here.',
    fallbackText: 'Thank you! We answer a little later.',
  },
];

const firstNumbers: Readonly<Record<NumberField, string>> = {
  ...{ temperature: '', maxOutputTokens: '400', timeoutSeconds: '30', contextTokens: '4000' },
  ...{ waitSeconds: '6', humanHoldMinutes: '60', maxConsecutiveAnswers: '10' },
  ...{ conversationTokenLimit: '100000', dailyTokenLimit: '', monthlyTokenLimit: '' },
};

/** The values of a new assistant. */
const firstValues: AssistantValues = {
  ...firstNumbers,
  ...{ engine: 'OPENAI_COMPATIBLE', handoffTeamId: '', setsTopics: false, setsStages: false },
  ...{ promptTokenPrice: '', completionTokenPrice: '', priceCurrency: '', dailyCostLimit: '' },
  ...{ name: '', mode: 'DRAFT', schedule: 'ALWAYS', quietFrom: '', quietTo: '' },
  ...{ endpointUrl: 'https://', model: '', apiKey: '', removesKey: false, instructions: '' },
  ...{ hasAllNumbers: false, channelIds: [], allowedLinks: '', handoffKeywords: '' },
  languages: firstTexts.map((texts, key) => ({ key, ...texts })),
};

/** The values of an assistant; of a new one without it. */
export function toValues(assistant: AssistantPartsFragment | null): AssistantValues {
  if (assistant === null) return firstValues;
  const numbers = Object.fromEntries(
    numberFields.map(name => [name, assistant[name] === null ? '' : String(assistant[name])]),
  ) as Record<NumberField, string>;
  const { name, mode, schedule, quietFrom, quietTo, endpointUrl, model, instructions, channels } = assistant;
  return {
    ...numbers,
    ...{ name, mode, schedule, quietFrom: quietFrom ?? '', quietTo: quietTo ?? '' },
    ...{ endpointUrl: String(endpointUrl ?? ''), model: model ?? '', apiKey: '', removesKey: false },
    ...{ instructions: instructions ?? '', hasAllNumbers: channels === null, engine: assistant.engine },
    handoffTeamId: assistant.handoffTeam?.id ?? '',
    ...{ setsTopics: assistant.setsTopics === true, setsStages: assistant.setsStages === true },
    promptTokenPrice: String(assistant.promptTokenPrice ?? ''),
    completionTokenPrice: String(assistant.completionTokenPrice ?? ''),
    priceCurrency: assistant.priceCurrency ?? '',
    dailyCostLimit: String(assistant.dailyCostLimit?.amount ?? ''),
    channelIds: (channels ?? []).map(({ id }) => id),
    allowedLinks: (assistant.allowedLinks ?? []).map(String).join('\n'),
    handoffKeywords: (assistant.handoffKeywords ?? []).join('\n'),
    languages: (assistant.languages ?? []).map(({ language, handoffText, fallbackText }, key) => ({
      ...{ key, language, handoffText: handoffText ?? '', fallbackText: fallbackText ?? '' },
    })),
  };
}

/** The settings in the shape of the mutation. */
function toSettings(values: AssistantValues) {
  const { name, mode, schedule, quietFrom, quietTo, endpointUrl, model, instructions } = values;
  const numbers = Object.fromEntries(
    numberFields.map(field => [field, values[field].trim() === '' ? null : Number(values[field])]),
  ) as Record<NumberField, number | null>;
  const priceCurrency = values.priceCurrency.trim().toUpperCase() || null;
  const amount = values.dailyCostLimit.trim();
  return {
    ...numbers,
    ...{ name, mode, schedule, quietFrom: quietFrom || null, quietTo: quietTo || null },
    ...{ engine: values.engine, endpointUrl: endpointUrl.trim(), model: model.trim(), instructions },
    ...{ handoffTeamId: values.handoffTeamId || null, setsTopics: values.setsTopics },
    ...{ setsStages: values.setsStages, promptTokenPrice: values.promptTokenPrice.trim() || null },
    completionTokenPrice: values.completionTokenPrice.trim() || null,
    priceCurrency,
    dailyCostLimit: amount === '' ? null : { amount, currency: priceCurrency ?? '' },
    channelIds: values.hasAllNumbers ? null : [...values.channelIds],
    ...{ allowedLinks: toLines(values.allowedLinks), handoffKeywords: toLines(values.handoffKeywords) },
    languages: values.languages.map(({ language, handoffText, fallbackText }) => ({
      language: language.trim().toLowerCase(),
      ...{ handoffText: handoffText.trim() || null, fallbackText: fallbackText.trim() || null },
    })),
  };
}

/** Settings of a model, which a program of the company does not have. */
const ofModel: readonly string[] = [
  ...['endpointUrl', 'model', 'instructions', 'temperature', 'maxOutputTokens', 'timeoutSeconds'],
  ...['waitSeconds', 'contextTokens', 'allowedLinks', 'conversationTokenLimit', 'dailyTokenLimit'],
  ...['monthlyTokenLimit', 'setsTopics', 'setsStages', 'promptTokenPrice', 'completionTokenPrice'],
  ...['priceCurrency', 'dailyCostLimit'],
];

/** What is sent: of a known assistant only what differs, as a sent URL or model ends its fault. */
export function toInput(
  id: string | null,
  values: AssistantValues,
  before: AssistantValues,
): UpsertAiAssistantInput {
  const [next, last] = [toSettings(values), toSettings(before)];
  const names = Object.keys(next) as (keyof typeof next)[];
  const isChanged = (name: keyof typeof next) => JSON.stringify(next[name]) !== JSON.stringify(last[name]);
  const isAbout = (name: string) => next.engine !== 'EXTERNAL' || !ofModel.includes(name);
  const changed = Object.fromEntries(
    names.filter(name => (id === null || isChanged(name)) && isAbout(name)).map(name => [name, next[name]]),
  );
  if (next.engine === 'EXTERNAL') return { ...(id === null ? {} : { id }), ...changed };
  const key = values.removesKey ? { apiKey: null } : values.apiKey === '' ? {} : { apiKey: values.apiKey };
  return { ...(id === null ? {} : { id }), ...changed, ...key };
}

/** True if the model is another one now, so that it has to be asked. */
export const changesModel = (input: UpsertAiAssistantInput): boolean =>
  input.engine !== 'EXTERNAL' && ('endpointUrl' in input || 'model' in input || 'apiKey' in input);

const toLines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');

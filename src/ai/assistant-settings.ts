/** The settings of an assistant that are only numbers, texts and lists: their bounds and defaults. */
import { parseWithin } from '../accounts/input-rules.js';
import { BadUserInputError } from '../domain/errors.js';
import { type LeadValue, readLeadValue } from '../domain/lead-value.js';
import { toCurrency, toDecimal } from '../domain/money.js';
import { cleanText, isInvisible } from '../domain/text.js';
import type { AiAssistant, AssistantTexts } from '../entities/ai-assistant.entity.js';

/** The settings. */
export type AssistantSettings = Pick<
  AiAssistant,
  | 'quietFrom'
  | 'quietTo'
  | 'instructions'
  | 'temperature'
  | 'maxOutputTokens'
  | 'timeoutSeconds'
  | 'waitSeconds'
  | 'humanHoldMinutes'
  | 'contextTokens'
  | 'facts'
  | 'allowedLinks'
  | 'languages'
  | 'handoffKeywords'
  | 'maxConsecutiveAnswers'
  | 'conversationTokenLimit'
  | 'dailyTokenLimit'
  | 'monthlyTokenLimit'
  | 'dailyCostLimit'
  | 'setsTopics'
  | 'setsStages'
  | 'promptTokenPrice'
  | 'completionTokenPrice'
  | 'priceCurrency'
>;

/** The same as input: an absent field is unchanged; null is a value where the setting can be null, else the default. */
export type SettingsInput = {
  readonly [Name in Exclude<keyof AssistantSettings, 'languages' | 'allowedLinks'>]?:
    | AssistantSettings[Name]
    | null;
} & {
  readonly languages?: readonly TextsInput[] | null;
  readonly allowedLinks?: readonly (string | URL)[] | null;
};

/** Texts in one language. */
export interface TextsInput {
  readonly language: string;
  readonly fallbackText?: string | null;
  readonly handoffText?: string | null;
}

/** Settings of a new assistant. */
export const defaultSettings: AssistantSettings = {
  ...{ quietFrom: null, quietTo: null, instructions: '', temperature: null, maxOutputTokens: 400 },
  ...{ timeoutSeconds: 30, waitSeconds: 6, humanHoldMinutes: 60, contextTokens: 4_000 },
  ...{ facts: [], allowedLinks: [], languages: [], handoffKeywords: [], maxConsecutiveAnswers: 10 },
  ...{ conversationTokenLimit: 100_000, dailyTokenLimit: null, monthlyTokenLimit: null },
  dailyCostLimit: null,
  ...{ setsTopics: false, setsStages: false },
  ...{ promptTokenPrice: null, completionTokenPrice: null, priceCurrency: null },
};

const limits = {
  instructionsChars: 20_000,
  ...{ facts: 200, factChars: 1_000, links: 100, linkChars: 2_000, keywords: 50, keywordChars: 50 },
  ...{ languages: 10, textChars: 1_000 },
};
const maxTokens = 1_000_000_000;
const bounds = {
  maxOutputTokens: [50, 8_000],
  timeoutSeconds: [5, 120],
  waitSeconds: [0, 30],
  contextTokens: [1_000, 100_000],
  maxConsecutiveAnswers: [1, 50],
} as const;
const nullableBounds = {
  humanHoldMinutes: [1, 43_200],
  conversationTokenLimit: [1_000, maxTokens],
  dailyTokenLimit: [1_000, maxTokens],
  monthlyTokenLimit: [1_000, maxTokens],
} as const;

/** The given settings. @throws BadUserInputError */
export function readSettings(input: SettingsInput): Partial<AssistantSettings> {
  const read: { -readonly [Name in keyof AssistantSettings]?: AssistantSettings[Name] } = {};
  for (const [name, [min, max]] of Object.entries(bounds) as [
    keyof typeof bounds,
    readonly [number, number],
  ][]) {
    const value = input[name];
    if (value !== undefined)
      read[name] = value === null ? defaultSettings[name] : parseWithin(name, value, min, max);
  }
  for (const [name, [min, max]] of Object.entries(nullableBounds) as [
    keyof typeof nullableBounds,
    readonly [number, number],
  ][]) {
    const value = input[name];
    if (value !== undefined) read[name] = value === null ? null : parseWithin(name, value, min, max);
  }
  if (input.temperature !== undefined) read.temperature = parseTemperature(input.temperature);
  if (input.quietFrom !== undefined) read.quietFrom = input.quietFrom;
  if (input.quietTo !== undefined) read.quietTo = input.quietTo;
  if (input.instructions !== undefined)
    read.instructions = parseText('instructions', input.instructions ?? '', limits.instructionsChars);
  if (input.facts !== undefined)
    read.facts = parseList('facts', input.facts ?? [], limits.facts, limits.factChars);
  if (input.handoffKeywords !== undefined)
    read.handoffKeywords = parseList(
      'handoffKeywords',
      input.handoffKeywords ?? [],
      limits.keywords,
      limits.keywordChars,
    );
  if (input.allowedLinks !== undefined)
    read.allowedLinks = parseList(
      'allowedLinks',
      (input.allowedLinks ?? []).map(String),
      limits.links,
      limits.linkChars,
    );
  for (const name of ['setsTopics', 'setsStages'] as const)
    if (input[name] !== undefined) read[name] = input[name] ?? defaultSettings[name];
  for (const name of ['promptTokenPrice', 'completionTokenPrice'] as const)
    if (input[name] !== undefined) read[name] = parsePrice(name, input[name]);
  if (input.dailyCostLimit !== undefined) read.dailyCostLimit = parseCostLimit(input.dailyCostLimit);
  if (input.priceCurrency !== undefined) read.priceCurrency = parseCurrency(input.priceCurrency);
  if (input.languages !== undefined) read.languages = parseLanguages(input.languages ?? []);
  return read;
}

const maxPrice = 1_000_000;

function parsePrice(field: string, value: string | null): string | null {
  if (value === null) return null;
  const price = toDecimal(value);
  if (price !== null && Number(price) >= 0 && Number(price) <= maxPrice) return price;
  throw new BadUserInputError(field, 'must be from 0 to 1,000,000');
}

function parseCurrency(value: string | null): string | null {
  if (value === null) return null;
  const currency = toCurrency(value);
  if (currency !== null) return currency;
  throw new BadUserInputError('priceCurrency', 'must be a code of ISO 4217, such as USD');
}

function parseCostLimit(given: LeadValue | null): LeadValue | null {
  if (given === null) return null;
  const read = readLeadValue(given.amount, given.currency);
  if (!('value' in read))
    throw new BadUserInputError(`dailyCostLimit.${read.part}`, `must be ${read.expected}`);
  if (read.value.amount === '0') throw new BadUserInputError('dailyCostLimit.amount', 'must be more than 0');
  return read.value;
}

function parseTemperature(value: number | null): number | null {
  if (value === null) return null;
  if (Number.isFinite(value) && value >= 0 && value <= 2) return value;
  throw new BadUserInputError('temperature', 'must be from 0 to 2');
}

function parseText(field: string, given: string, maxChars: number): string {
  const text = cleanText(given).trim();
  if (text.length > maxChars) throw new BadUserInputError(field, `must have at most ${maxChars} characters`);
  return text;
}

function parseList(field: string, given: readonly string[], max: number, maxChars: number): string[] {
  if (given.length > max) throw new BadUserInputError(field, `takes at most ${max} entries`);
  const texts = given.map(text => parseText(field, text, maxChars));
  if (texts.some(isInvisible)) throw new BadUserInputError(field, 'must not contain an empty entry');
  return [...new Set(texts)];
}

function parseLanguages(given: readonly TextsInput[]): AssistantTexts[] {
  if (given.length > limits.languages)
    throw new BadUserInputError('languages', `takes at most ${limits.languages} languages`);
  const read = given.map(({ language, fallbackText, handoffText }) => {
    if (!/^[a-z]{2,3}$/.test(language))
      throw new BadUserInputError(
        'languages',
        'must have languages as codes of two or three letters, such as ru',
      );
    return { language, fallbackText: toText(fallbackText), handoffText: toText(handoffText) };
  });
  if (new Set(read.map(({ language }) => language)).size < read.length)
    throw new BadUserInputError('languages', 'must not contain a language twice');
  return read;
}

function toText(given: string | null | undefined): string | null {
  const text = parseText('languages', given ?? '', limits.textChars);
  return isInvisible(text) ? null : text;
}

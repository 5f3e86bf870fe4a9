/** Values of the company's own fields: rules for each type, for inputs as JSON and for texts in files. */

import { cleanText, isInvisible } from './text.js';
import { AttributeType } from './vocabulary.js';

/** The part of a definition that its values depend on. */
export interface AttributeRule {
  readonly type: AttributeType;
  readonly choices: readonly string[];
}

/** A stored value. */
export type AttributeScalar = string | number | boolean;

/** A value, or what is expected instead. */
export type ReadAttribute = { readonly value: AttributeScalar } | { readonly expected: string };

const maxTextChars = 1_000;
const maxUrlChars = 2_000;

/** Reads a value of an input. */
export function readAttribute({ type, choices }: AttributeRule, given: unknown): ReadAttribute {
  switch (type) {
    case AttributeType.NUMBER:
      return typeof given === 'number' && Number.isFinite(given)
        ? { value: given }
        : { expected: 'a number' };
    case AttributeType.BOOLEAN:
      return typeof given === 'boolean' ? { value: given } : { expected: 'true or false' };
    case AttributeType.TEXT:
      return readText(given);
    case AttributeType.DATE:
      return typeof given === 'string' && isDay(given)
        ? { value: given }
        : { expected: 'a day such as 2026-12-31' };
    case AttributeType.URL:
      return typeof given === 'string' && isWebUrl(given)
        ? { value: given }
        : { expected: 'an absolute http or https URL' };
    case AttributeType.CHOICE: {
      const choice = choices.find(known => known === given);
      return choice === undefined ? { expected: 'one of the choices' } : { value: choice };
    }
  }
}

/** Reads a cell of a file, which is not empty. Numbers, truth values and choices are read in every usual spelling. */
export function readAttributeText(rule: AttributeRule, text: string): ReadAttribute {
  switch (rule.type) {
    case AttributeType.NUMBER: {
      const written = text.trim().replaceAll(/[\s\u00a0]/gu, '');
      const plain = /^[+-]?\d+,\d+$/.test(written) ? written.replace(',', '.') : written;
      return readAttribute(rule, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null);
    }
    case AttributeType.BOOLEAN: {
      const word = text.trim().toLowerCase();
      return readAttribute(
        rule,
        word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : null,
      );
    }
    case AttributeType.CHOICE: {
      const wanted = text.trim().toLowerCase();
      return readAttribute(
        rule,
        rule.choices.find(choice => choice.toLowerCase() === wanted),
      );
    }
    default:
      return readAttribute(rule, text.trim());
  }
}

function readText(given: unknown): ReadAttribute {
  const text = typeof given === 'string' ? cleanText(given).trim() : '';
  return text.length <= maxTextChars && !isInvisible(text)
    ? { value: text }
    : { expected: `a text of 1 to ${maxTextChars} characters` };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isWebUrl(text: string): boolean {
  return (
    text.length <= maxUrlChars &&
    cleanText(text) === text &&
    /^https?:\/\/\S+$/i.test(text) &&
    URL.canParse(text)
  );
}

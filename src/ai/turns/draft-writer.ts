/**
 * Shows a proposal while it is written: whole sentences that pass the guards so far. What follows can still break a rule,
 * so the complete answer is checked again, and what was shown is withdrawn.
 */

import type { AnswerRules } from '../guards/answer-rules.js';
import { findAnswerFault } from '../guards/find-answer-fault.js';
import { findLanguage } from '../guards/find-language.js';
import { toPlainText } from './to-plain-text.js';

/** A proposal that is being written. */
export interface ToldDraft {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly assistantId: string;
  /** The message that it answers. */
  readonly messageId: string;
  /** The text so far; null when it is over. */
  readonly text: string | null;
}

/** Shows one proposal. */
export interface DraftWriter {
  /** Begins: nothing is shown yet. Also for the second answer, after one that was held back. */
  begin(rules: AnswerRules): void;
  /** Takes the reply so far. */
  write(reply: string): void;
  /** Nothing is written any longer. */
  end(): void;
}

/** Whole sentences of a text; empty before the first one ends. */
export function wholeSentences(text: string): string {
  let end = 0;
  for (const { index, 0: found } of text.matchAll(/[.!?…]+["»)]*(?=\s)|\n/g)) end = index + found.length;
  return text.slice(0, end).trimEnd();
}

/** Creates the writer of a turn; tells nothing before it begins. */
export function createDraftWriter(
  about: Omit<ToldDraft, 'text'>,
  tell: (draft: ToldDraft) => void,
): DraftWriter {
  let rules: AnswerRules | null = null;
  let shown: string | null = null;
  let isWithdrawn = false;
  const show = (text: string | null): void => {
    if (text === shown) return;
    shown = text;
    tell({ ...about, text });
  };
  return {
    begin: given => {
      rules = given;
      isWithdrawn = false;
      show('');
    },
    write: reply => {
      const text = toPlainText(wholeSentences(reply));
      if (rules === null || isWithdrawn || text === '' || text === shown) return;
      // Which language the answer declares is not known yet: only its letters are compared.
      const language = findLanguage(text) ?? rules.customerLanguage ?? '';
      isWithdrawn = findAnswerFault({ reply: text, language }, { ...rules, languages: [] }) !== null;
      show(isWithdrawn ? '' : text);
    },
    end: () => {
      rules = null;
      if (shown !== null) show(null);
    },
  };
}

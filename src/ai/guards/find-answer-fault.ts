/**
 * The guards: whether an answer may leave. They are code; instructions to a model are no guard. Each compares the answer
 * with what the company allows, and knows nothing of the customer's text.
 */
import { findAmountFault } from './find-amount-fault.js';
import { findClaimFault } from './find-claim-fault.js';
import { findLanguageFault } from './find-language-fault.js';
import { findLinkFault } from './find-link-fault.js';
import { findPhoneFault } from './find-phone-fault.js';
import { findSecretFault } from './find-secret-fault.js';

/** A reason to hold an answer back. */
export interface AnswerFault {
  readonly guard: 'secrets' | 'links' | 'phones' | 'prices' | 'claims' | 'markup' | 'length' | 'language';
  /** For colleagues and for the model's second attempt; without the text itself. */
  readonly words: string;
}

/** What a company allows its assistant to say. */
export interface AnswerRules {
  readonly facts: readonly string[];
  readonly allowedLinks: readonly string[];
  /** Phone numbers of the company, in any spelling. */
  readonly phones: readonly string[];
  readonly instructions: string;
  readonly endpointUrl: string;
  readonly apiKey: string | null;
  /** True if this conversation's customer has a booking: then words about a made or cancelled booking may be true. */
  readonly hasBooking: boolean;
  readonly maxChars: number;
  /** Languages of the assistant; empty: any. */
  readonly languages: readonly string[];
  /** Language that the customer wrote in; null when unknown. */
  readonly customerLanguage: string | null;
}

/** The reply as the guards see it. */
export interface GuardedReply {
  readonly reply: string;
  readonly language: string;
}

const markup = /<\/?[a-z!][^>]*>|```|tool_call|\{\s*"/i;
/** A word this often in a row is no answer. */
const repeated = /(\p{L}{2,})(?:\P{L}+\1){11,}/iu;

/** The first reason not to send an answer; null when it may leave. */
export function findAnswerFault(answer: GuardedReply, rules: AnswerRules): AnswerFault | null {
  const { reply } = answer;
  const length = [...reply].length;
  if (length > rules.maxChars || repeated.test(reply))
    return { guard: 'length', words: `The answer must be shorter than ${rules.maxChars} characters.` };
  return (
    findSecretFault(reply, rules) ??
    (markup.test(reply)
      ? { guard: 'markup', words: 'The answer must be plain text, without tags, code and JSON.' }
      : null) ??
    findLinkFault(reply, rules) ??
    findPhoneFault(reply, rules) ??
    findAmountFault(reply, rules) ??
    findClaimFault(reply, rules) ??
    findLanguageFault(answer, rules)
  );
}

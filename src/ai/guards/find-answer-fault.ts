/**
 * The guards: whether an answer may leave. They are code; instructions to a model are no guard. Each compares the answer
 * with what the company allows, and knows nothing of the customer's text.
 */
import type { AnswerFault, AnswerRules, GuardedReply } from './answer-rules.js';
import { findAmountFault } from './find-amount-fault.js';
import { findClaimFault } from './find-claim-fault.js';
import { findLanguageFault } from './find-language-fault.js';
import { findLinkFault } from './find-link-fault.js';
import { findPhoneFault } from './find-phone-fault.js';
import { findSecretFault } from './find-secret-fault.js';

const markup = /<\/?[a-z!][^>]*>|```|tool_call|\{\s*"|&(?:lt|gt|quot|amp|#x?[0-9a-f]+);/i;
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

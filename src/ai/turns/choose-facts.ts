import { toWords } from '../guards/comparable.js';
import { estimateTokens } from './estimate-tokens.js';

const stemChars = 5;
const stemsOf = (text: string): Set<string> =>
  new Set(
    toWords(text)
      .filter(word => word.length > 2)
      .map(word => word.slice(0, stemChars)),
  );

/**
 * The facts for a question: all of them within the budget of tokens, else those that share the most words with it, in
 * their own order. Words are compared by their beginning, as Russian and Kazakh change the end.
 */
export function chooseFacts(facts: readonly string[], question: string, budget: number): string[] {
  const asked = stemsOf(question);
  const weighed = facts.map((fact, index) => ({
    ...{ fact, index, tokens: estimateTokens(fact) + 2 },
    weight: [...stemsOf(fact)].filter(stem => asked.has(stem)).length,
  }));
  let left = budget;
  return weighed
    .toSorted((one, other) => other.weight - one.weight || one.index - other.index)
    .filter(({ tokens }) => {
      if (tokens > left) return false;
      left -= tokens;
      return true;
    })
    .toSorted((one, other) => one.index - other.index)
    .map(({ fact }) => fact);
}

/**
 * Executions of equal questions that are asked at once: two run side by side, further ones wait for the next, which all of
 * them share. It begins after each of them arrived, so each sees what was committed before it, as if it had been executed
 * for it alone.
 */
import type { Answer, Executed } from './answer.js';

/** With two, a request that comes while another one is executed waits for nothing. */
const lanes = 2;

/** The executions of one question. */
interface Question {
  underWay: number;
  /** The one that waits for a lane; null without one. It has not begun. */
  next: Next | null;
}

interface Next {
  readonly begin: () => void;
  readonly answer: Promise<Answer | null>;
}

/** What a request gets: the reply of its own execution, or the answer of one that it shared. */
export type Shared<Reply> = { readonly stored: Answer } | { readonly reply: Reply };

/** The executions of a tenant's questions that are under way. */
export class SharedExecutions {
  readonly #questions = new Map<string, Question>();

  /** Executes, now or next, or shares the next execution, if it gives an answer that can be shared. */
  async run<Reply>(key: string, execute: () => Promise<Executed<Reply>>): Promise<Shared<Reply>> {
    const question = this.#questions.get(key) ?? { underWay: 0, next: null };
    this.#questions.set(key, question);
    if (question.underWay < lanes) return { reply: (await this.#begin(key, question, execute)).reply };
    if (question.next) {
      const answer = await question.next.answer;
      // One with an error is of its own request.
      return answer ? { stored: answer } : { reply: (await execute()).reply };
    }
    const { promise: turn, resolve: begin } = Promise.withResolvers<void>();
    const executed = turn.then(() => this.#begin(key, question, execute));
    question.next = {
      begin,
      answer: executed.then(
        ({ answer }) => answer,
        () => null,
      ),
    };
    return { reply: (await executed).reply };
  }

  async #begin<Reply>(
    key: string,
    question: Question,
    execute: () => Promise<Executed<Reply>>,
  ): Promise<Executed<Reply>> {
    question.underWay += 1;
    try {
      return await execute();
    } finally {
      question.underWay -= 1;
      const { next } = question;
      // Requests from now on wait for another one.
      question.next = null;
      if (next) next.begin();
      else if (question.underWay === 0) this.#questions.delete(key);
    }
  }
}

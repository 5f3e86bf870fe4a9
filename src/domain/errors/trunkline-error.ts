import { shorten } from '../shorten.js';
import { type ErrorCode, errorCodes } from './codes.js';

/** Facts that may be sent with the code; never a secret, a stack or SQL. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** Root of the error tree; the message of such an error is written for the caller. */
export class TrunklineError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(shorten(message), options);
    this.name = new.target.name;
    this.code = code;
    this.facts = Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? shorten(fact) : fact]),
    );
  }

  /** HTTP status of the code. */
  get httpStatus(): number {
    return errorCodes[this.code];
  }
}

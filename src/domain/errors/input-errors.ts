/** Errors of arguments, of what they name, and of its state. */
import type { ConflictReason } from '../conflict-reason.js';
import { type ErrorFacts, TrunklineError } from './trunkline-error.js';

/** The entity does not exist in the caller's tenant; an id of another tenant gets the same message. */
export class NotFoundError extends TrunklineError {
  /** @param by the lookup field, when it is not the id */
  constructor(what: string, id: string, by: 'id' | 'phone' = 'id') {
    super('NOT_FOUND', `There is no ${what} with the ${by} "${id}".`, { what, [by]: id });
  }
}

/** An argument the caller can fix. */
export class BadUserInputError extends TrunklineError {
  constructor(field: string, expectation: string) {
    super('BAD_USER_INPUT', `"${field}" ${expectation}.`, { field });
  }
}

/** A phone that is one of the company's own numbers, where a customer's is required. */
export class OwnNumberError extends BadUserInputError {
  constructor(field: string) {
    super(field, 'must be the phone of a customer; this is one of your own numbers');
  }
}

/** The state of an entity does not allow the change; the reason says how. */
export class ConflictError extends TrunklineError {
  constructor(message: string, facts: ErrorFacts & { readonly reason: `${ConflictReason}` }) {
    super('CONFLICT', message, facts);
  }
}

/** A maximum is reached. */
export class LimitReachedError extends TrunklineError {
  /** @param remedy the end of the sentence */
  constructor(limit: string, max: number, remedy = 'end one first') {
    super('LIMIT_REACHED', `There are ${max} ${limit} already, the most allowed; ${remedy}.`, {
      limit,
      max,
    });
  }
}

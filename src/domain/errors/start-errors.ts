/** Errors of a start. */
import { TrunklineError } from './trunkline-error.js';

/** The environment holds missing or malformed variables; the start is aborted. */
export class ConfigurationInvalidError extends TrunklineError {
  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(
      'CONFIGURATION_INVALID',
      `The configuration has ${faults.length} fault(s):\n${faults.map(f => `  - ${f}`).join('\n')}`,
      {
        faults,
      },
      options,
    );
  }
}

/** The database cannot be used in its current state; the message says what to do. */
export class DatabaseUnusableError extends TrunklineError {
  constructor(message: string, options?: ErrorOptions) {
    super('DATABASE_UNUSABLE', message, {}, options);
  }
}

/** The server cannot listen on its address; the message says what to do. */
export class AddressUnusableError extends TrunklineError {
  constructor(message: string, options?: ErrorOptions) {
    super('ADDRESS_UNUSABLE', message, {}, options);
  }
}

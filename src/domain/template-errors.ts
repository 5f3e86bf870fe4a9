/** Errors of the reply window and of templates; see errors.ts for the error tree. */

import { type ErrorFacts, TrunklineError } from './errors.js';
import { truncateText } from './text.js';

/** Free text outside the provider's reply window: nothing was written. */
export class ReplyWindowClosedError extends TrunklineError {
  /** @param reason a whole sentence */
  constructor(reason: string, expiresAt: Date | null) {
    super('REPLY_WINDOW_CLOSED', `${reason} Send a template (templateId), or wait until they write.`, {
      expiresAt: expiresAt?.toISOString() ?? null,
    });
  }
}

/** A template that cannot be sent on this channel: nothing was written. */
export class TemplateNotSendableError extends TrunklineError {
  /** @param why the end of the sentence, such as "it is PENDING" */
  constructor(templateId: string, why: string, facts: ErrorFacts = {}) {
    super('TEMPLATE_NOT_SENDABLE', `This template cannot be sent here: ${why}.`, { templateId, ...facts });
  }
}

/** Values that do not match the variables of a template: nothing was written. */
export class TemplateVariablesError extends TrunklineError {
  constructor(faults: {
    readonly missing: readonly string[];
    readonly unknown: readonly string[];
    readonly unusable: readonly string[];
  }) {
    const { missing, unusable } = faults;
    // Input of the caller: limited in count, and in length to that of a name.
    const unknown = faults.unknown.slice(0, 20).map(name => truncateText(name.toWellFormed(), 64));
    const told = [
      missing.length > 0 && `has no value for ${missing.join(', ')}`,
      unknown.length > 0 && `names what the template does not have: ${unknown.join(', ')}`,
      unusable.length > 0 && `needs one line of text, not empty, for ${unusable.join(', ')}`,
    ].filter(part => part !== false);
    super('BAD_USER_INPUT', `"templateVariables" ${told.join('; ')}.`, {
      field: 'templateVariables',
      ...{ missing, unknown, unusable },
    });
  }
}

/** A provider request within this call failed; never used for sends. */
export class ProviderFailedError extends TrunklineError {
  /** @param detail a whole sentence, free of secrets */
  constructor(detail: string) {
    super('PROVIDER_FAILED', detail);
  }
}

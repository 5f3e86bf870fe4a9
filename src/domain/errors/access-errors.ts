/** Errors of who asks, and from where. */
import { TrunklineError } from './trunkline-error.js';

/** No credential, or an invalid or expired one. */
export class UnauthenticatedError extends TrunklineError {
  constructor(message = 'Sign in first: send a valid access token as "Authorization: Bearer …".') {
    super('UNAUTHENTICATED', message);
  }
}

/** The password is right, but a code of the second factor is missing or wrong; or the company requires a second factor. */
export class SecondFactorRequiredError extends TrunklineError {
  constructor(reason: 'MISSING' | 'WRONG' | 'NOT_ENROLLED') {
    super('SECOND_FACTOR_REQUIRED', secondFactorSentences[reason], { reason });
  }
}

const secondFactorSentences = {
  MISSING: 'This account has a second factor: send its current code, or a recovery code, as "otp".',
  WRONG: 'The code is wrong, has expired or was used already; wait for the next one.',
  NOT_ENROLLED:
    'Your company requires a second factor: enrol one with enrolTotp and confirmTotp before anything else.',
} as const;

/** The credential is valid, but lacks the permission. */
export class ForbiddenError extends TrunklineError {
  /**
   * @param permission null for what no permission allows
   * @param needed roles that have the permission
   */
  constructor(action: string, permission: string | null, needed: readonly string[]) {
    const missing = permission === null ? 'no permission allows it' : `it needs the permission ${permission}`;
    const roles = needed.length === 0 ? '' : `, which these roles have: ${needed.join(', ')}`;
    super('FORBIDDEN', `You may not ${action}: ${missing}${roles}.`, { needed, permission });
  }
}

/** A preflight or a WebSocket of a page on an origin that CORS_ORIGINS does not list. */
export class OriginNotAllowedError extends TrunklineError {
  constructor(origin: string) {
    super(
      'ORIGIN_NOT_ALLOWED',
      `Pages of "${origin}" may not call this server; its operator lists the allowed origins in CORS_ORIGINS.`,
    );
  }
}

/** A request to the session routes of browsers that a page of this server does not send. */
export class NotOwnPageError extends TrunklineError {
  /** @param fault what is wrong with the request */
  constructor(fault: string) {
    super(
      'ORIGIN_NOT_ALLOWED',
      `Only the pages of this server may use this route, and ${fault}. Programs use POST /auth/login.`,
    );
  }
}

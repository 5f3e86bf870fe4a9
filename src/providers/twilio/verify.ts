/**
 * Identifies and verifies the account of a request (docs/providers/twilio.md, "Signature"). Shared by both products.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { readUrlKey } from '../http/url-key.js';
import { readAddress } from './address.js';
import { readTwilioCredentials } from './credentials.js';
import { type Fields, readWord } from './fields.js';
import { readRouteName, readTwilioRequest } from './read-request.js';
import { isPreAction, kindOf, shapeOf } from './shape.js';
import { isTwilioSignatureValid } from './signature.js';

/** Identifies the account by the URL's key, else by the body's AccountSid; the body also determines the product. */
export function identifyTwilio(request: WebhookRequest): AccountHints {
  const fields = tryRead(request);
  const accountSid = readWord(fields, 'AccountSid');
  const kind = kindOf(shapeOf(fields));
  const numbers = [readAddress(fields, 'To'), readAddress(fields, 'From')];
  return {
    key: readUrlKey(request),
    channelExternalIds: accountSid === null ? numbers.filter(number => number !== null) : [],
    accountExternalIds: accountSid === null ? [] : [accountSid],
    errorIsVeto: isPreAction(fields),
    ...(kind === null ? {} : { kind }),
  };
}

/**
 * A signature, if present, must be valid. If it is missing, the key in the URL suffices, unless the account requires
 * signatures. A custom route must be in the account's settings.
 */
export function verifyTwilio(
  request: WebhookRequest,
  stored: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  const credentials = readTwilioCredentials(stored);
  if (credentials === null) return 'refused';
  const route = readRouteName(request.path);
  if (route !== null && !Object.hasOwn(credentials.routes, route)) return 'refused';
  const signature = request.headers['x-twilio-signature'];
  if (signature !== undefined) {
    const tokens = [credentials.authToken, credentials.secondaryAuthToken].filter(
      token => typeof token === 'string',
    );
    return isTwilioSignatureValid(request, signature, tokens) ? 'accepted' : 'refused';
  }
  if (credentials.requireSignature) return 'refused';
  return isKeyRight ? 'accepted' : 'bare';
}

/** An unreadable body names no account; after the credentials are checked, it is read again to report the error. */
function tryRead(request: WebhookRequest): Fields {
  try {
    return readTwilioRequest(request).fields;
  } catch {
    return {};
  }
}

/**
 * Whose a request says it is, and whether it is (docs/providers/twilio.md, "Signature"). The same for both products.
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

/** By the URL's key, else by the AccountSid in the body; the body also says which product's it is. */
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
 * A signature that is there must be right. One that is missing is made up for by the key in the URL, unless the
 * account demands signatures. A route of the account's own must be in its settings.
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

/** A body that cannot be read names no account; reading it again after the credentials are checked says why. */
function tryRead(request: WebhookRequest): Fields {
  try {
    return readTwilioRequest(request).fields;
  } catch {
    return {};
  }
}

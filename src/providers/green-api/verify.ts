/**
 * Finds and verifies the account of a request (docs/providers/green-api.md, "Authentication"). Green API does not sign;
 * it sends the setting `webhookUrlToken` in the header `Authorization`.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { isSameSecret } from '../http/same-secret.js';
import { readUrlKey } from '../http/url-key.js';
import { parseJson } from '../json/json-body.js';
import { readGreenApiCredentials } from './credentials.js';
import { findInstances } from './parse.js';

/** Identifies the account by the URL's key, else by the instance in the body. */
export function identifyGreenApi(request: WebhookRequest): AccountHints {
  const key = readUrlKey(request);
  const channelExternalIds =
    key === null ? findInstances(parseJson(request.rawBody.toString('utf8')), request.query) : [];
  return { key, channelExternalIds, accountExternalIds: [] };
}

/** A token, if present, must be the account's, even with a correct key. */
export function verifyGreenApi(
  request: WebhookRequest,
  stored: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  const given = request.headers.authorization;
  if (given === undefined) return isKeyRight ? 'accepted' : 'bare';
  const expected = readGreenApiCredentials(stored)?.webhookUrlToken;
  // Without a configured token the header cannot be checked; the URL's key can.
  if (expected === undefined) return isKeyRight ? 'accepted' : 'refused';
  return isSameSecret(given.trim().replace(/^(?:bearer|basic)\s+/i, ''), expected) ? 'accepted' : 'refused';
}

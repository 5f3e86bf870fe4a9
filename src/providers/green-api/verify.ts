/**
 * Finds and proves the account of a request (docs/providers/green-api.md, "Authentication"): Green API signs nothing and
 * sends the setting `webhookUrlToken` in the header `Authorization`.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { isSameSecret } from '../http/same-secret.js';
import { readUrlKey } from '../http/url-key.js';
import { parseJson } from '../json/json-body.js';
import { readGreenApiCredentials } from './credentials.js';
import { findInstances } from './parse.js';

/** By the URL's key, else by the instance that the body names. */
export function identifyGreenApi(request: WebhookRequest): AccountHints {
  const key = readUrlKey(request);
  const channelExternalIds =
    key === null ? findInstances(parseJson(request.rawBody.toString('utf8')), request.query) : [];
  return { key, channelExternalIds, accountExternalIds: [] };
}

/** A token that is given must be the account's, also with a right key. */
export function verifyGreenApi(
  request: WebhookRequest,
  stored: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  const given = request.headers.authorization;
  if (given === undefined) return isKeyRight ? 'accepted' : 'bare';
  const expected = readGreenApiCredentials(stored)?.webhookUrlToken;
  // Without a token of its own the account cannot say whether the header is right; its key can.
  if (expected === undefined) return isKeyRight ? 'accepted' : 'refused';
  return isSameSecret(given.trim().replace(/^(?:bearer|basic)\s+/i, ''), expected) ? 'accepted' : 'refused';
}

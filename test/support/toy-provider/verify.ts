/** Identifies and verifies requests of Toy: an HMAC of the body under the line's passphrase. */
import { createHmac } from 'node:crypto';
import type { WebhookDocumentation } from '../../../src/providers/contract/documentation.js';
import { urlKeyScheme } from '../../../src/providers/contract/documentation.js';
import type { ProviderCredentials } from '../../../src/providers/contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../../../src/providers/contract/webhook.js';
import { isSameSecret } from '../../../src/providers/http/same-secret.js';
import { readUrlKey } from '../../../src/providers/http/url-key.js';
import { parseJson } from '../../../src/providers/json/json-body.js';
import { readToyCredentials } from './credentials.js';
import { findLines } from './parse.js';

/** The header with the signature. */
export const toyProofHeader = 'x-toy-proof';

/** Toy's webhooks in the OpenAPI document. */
export const toyDocumentation: WebhookDocumentation = {
  page: 'toy.md',
  proof: 'the signature in `X-Toy-Proof`',
  security: [
    { name: 'toyProof', in: 'header', parameter: 'X-Toy-Proof', description: 'HMAC-SHA256 over the body.' },
    urlKeyScheme,
  ],
  contentType: 'application/json',
};

/** By the URL's key, else by the line in the body. */
export function identifyToy(request: WebhookRequest): AccountHints {
  const key = readUrlKey(request);
  const channelExternalIds = key === null ? findLines(parseJson(request.rawBody.toString('utf8'))) : [];
  return { key, channelExternalIds, accountExternalIds: [] };
}

/** A signature that is present must be right, even with a right key. */
export function verifyToy(
  request: WebhookRequest,
  stored: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  const given = request.headers[toyProofHeader];
  if (given === undefined) return isKeyRight ? 'accepted' : 'bare';
  const credentials = readToyCredentials(stored);
  if (credentials === null) return 'refused';
  return isSameSecret(given, signToy(request.rawBody, credentials.passphrase)) ? 'accepted' : 'refused';
}

/** The value of `X-Toy-Proof` for a body. */
export function signToy(rawBody: Buffer | string, passphrase: string): string {
  return createHmac('sha256', passphrase).update(rawBody).digest('hex');
}

/**
 * Identifies and verifies the account of a request (docs/providers/whatsapp-cloud.md, "Authentication"): a POST has an
 * HMAC of its raw bytes with the app secret, the handshake's GET has the verify token.
 */
import { createHmac } from 'node:crypto';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { AccountHints, Verification, WebhookRequest } from '../contract/webhook.js';
import { isSameSecret } from '../http/same-secret.js';
import { readUrlKey } from '../http/url-key.js';
import { parseJson } from '../json/json-body.js';
import { readWord, toList, toTree } from '../json/json-value.js';
import { readCloudCredentials } from './credentials.js';

const tokenParameter = 'hub.verify_token';
const signatureHeader = 'x-hub-signature-256';
const maxNumbers = 100;
/** Larger bodies are only compared with accounts that the body names. */
const maxUnnamedBytes = 65_536;

/**
 * Identifies the account by the URL's key (the handshake's verify token counts as one), else by the numbers in the body
 * and the signature: notices about the business account, or about a number without a channel, name none.
 */
export function identifyCloud(request: WebhookRequest): AccountHints {
  const key = readUrlKey(request) ?? (isHandshake(request) ? (request.query[tokenParameter] ?? null) : null);
  return {
    key,
    channelExternalIds: key === null ? findNumbers(request) : [],
    accountExternalIds: [],
    isSigned: signatureHeader in request.headers && request.rawBody.length <= maxUnnamedBytes,
  };
}

/** A signature, if present, must be valid, even with a correct key. */
export function verifyCloud(
  request: WebhookRequest,
  stored: ProviderCredentials,
  isKeyRight: boolean,
): Verification {
  const credentials = readCloudCredentials(stored);
  if (isHandshake(request)) return verifyHandshake(request, credentials?.verifyToken, isKeyRight);
  const given = request.headers[signatureHeader];
  if (given === undefined) return isKeyRight ? 'accepted' : 'bare';
  if (credentials === null) return 'refused';
  return isSameSecret(given.trim().toLowerCase(), signCloud(request.rawBody, credentials.appSecret))
    ? 'accepted'
    : 'refused';
}

/** Value of the header `X-Hub-Signature-256` for a body. */
export function signCloud(rawBody: Buffer | string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`;
}

/** True for the handshake; Meta posts everything else. */
export function isHandshake({ method }: Pick<WebhookRequest, 'method'>): boolean {
  return method === 'GET';
}

/** The verify token is the webhook key, or the account's own setting for a URL with the key. */
function verifyHandshake(
  request: WebhookRequest,
  own: string | undefined,
  isKeyRight: boolean,
): Verification {
  const token = request.query[tokenParameter];
  if (!isKeyRight || token === undefined || request.query['hub.mode'] !== 'subscribe') return 'refused';
  const expected = [readUrlKey(request) ?? token, ...(own === undefined ? [] : [own])];
  return expected.map(secret => isSameSecret(token, secret)).includes(true) ? 'accepted' : 'refused';
}

function findNumbers(request: WebhookRequest): readonly string[] {
  const body = toTree(parseJson(request.rawBody.toString('utf8')));
  const changes = toList(body.entry).flatMap(entry => toList(toTree(entry).changes));
  const ids = changes.map(change => readWord(toTree(toTree(toTree(change).value).metadata).phone_number_id));
  return [...new Set(ids.filter(id => id !== null))].slice(0, maxNumbers);
}

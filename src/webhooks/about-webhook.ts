/** Response of a webhook URL that is opened in a browser. */
import type { FastifyReply } from 'fastify';
import type { WebhookRequest } from '../providers/contract/webhook.js';
import { urlKeyNames } from '../providers/http/url-key.js';

/** True if a parameter of this name holds a key; it makes no request a webhook. */
export function isKeyName(name: string): boolean {
  return urlKeyNames.includes(name);
}

/** True if a GET has nothing that a vendor would send: a person has opened the URL in a browser. */
export function isLook(
  { method, query, headers }: Pick<WebhookRequest, 'method' | 'query' | 'headers'>,
  proofHeaders: readonly string[],
): boolean {
  return (
    method === 'GET' &&
    Object.keys(query).every(isKeyName) &&
    !Object.keys(headers).some(name => proofHeaders.includes(name) || name.includes('-signature'))
  );
}

/** Answers a browser. The text does not depend on the key, so it does not reveal whether a key is valid. */
export function answerLook(reply: FastifyReply, displayName: string): FastifyReply {
  return reply
    .code(200)
    .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .send(
      `This is the ${displayName} webhook of Trunkline. POST here: enter this address, with its key, at ${displayName}.\n`,
    );
}

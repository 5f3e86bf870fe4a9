/** The webhook key of vendors that give it in the URL: in the query, or at the end of the path. */
import type { WebhookRequest } from '../contract/webhook.js';

const parameterNames = ['key', 'webhook_secret', 'secret', 'token'] as const;

/** The key that a request gives; null when it gives none. An empty one is given, and wrong. */
export function readUrlKey({
  query,
  pathSecret,
}: Pick<WebhookRequest, 'query' | 'pathSecret'>): string | null {
  for (const name of parameterNames) {
    const value = query[name];
    if (value !== undefined) return value;
  }
  return pathSecret;
}

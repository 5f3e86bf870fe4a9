/** The webhook key of vendors that give it in the URL: in the query, or at the end of the path. */
import type { WebhookRequest } from '../contract/webhook.js';

/** The parameters that a key may come under. */
export const urlKeyNames: readonly string[] = ['key', 'webhook_secret', 'secret', 'token'];

/** The key that a request gives; null when it gives none. An empty one is given, and wrong. */
export function readUrlKey({
  query,
  pathSecret,
}: Pick<WebhookRequest, 'query' | 'pathSecret'>): string | null {
  for (const name of urlKeyNames) {
    const value = query[name];
    if (value !== undefined) return value;
  }
  return pathSecret;
}

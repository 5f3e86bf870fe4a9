/** Webhook keys in the URL: in the query, or at the end of the path. */
import type { WebhookRequest } from '../contract/webhook.js';

/** Query parameters that can contain the key. */
export const urlKeyNames: readonly string[] = ['key', 'webhook_secret', 'secret', 'token'];

/** The key of a request; null when absent. An empty key counts as given, and is wrong. */
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

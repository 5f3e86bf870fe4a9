/** The URL that a provider posts to. */
import type { ProviderKind } from '../domain/vocabulary.js';
import { getProvider } from '../providers/registry.js';

/** Creates webhook URLs of this installation. */
export interface WebhookUrls {
  /** The whole URL with its key: shown once, to the person who sets up the provider. */
  withKey(kind: ProviderKind, key: string): string;
  /** The URL to show afterwards: the key's first characters, then `***`. */
  withHiddenKey(kind: ProviderKind, keyPrefix: string): string;
}

/** @param publicUrl base URL at which providers reach this server, without a trailing slash; known after listening */
export function createWebhookUrls(publicUrl: () => string): WebhookUrls {
  const url = (kind: ProviderKind, key: string) =>
    `${publicUrl()}${getProvider(kind).webhookPath}?key=${key}`;
  return {
    withKey: (kind, key) => url(kind, encodeURIComponent(key)),
    // Asterisks stay readable: in a URL, `…` would be written as %E2%80%A6.
    withHiddenKey: (kind, keyPrefix) => url(kind, `${encodeURIComponent(keyPrefix)}***`),
  };
}

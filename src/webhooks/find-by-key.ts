import type { AccountEntry } from '../domain/account-entry.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { AccountDirectory } from '../ingest/account-directory.js';

/** Sources of accounts by the key in a URL. */
export interface KeySources {
  readonly directory: AccountDirectory;
  /** The account of a key that testWebhookUrl made; null for every other text. */
  readonly readTestKey?: (key: string) => string | null;
}

/** The account of a vendor with this key in its URL, also for the key of a test; null for an unknown key. */
export async function findByKey(
  kind: ProviderKind,
  key: string,
  { directory, readTestKey }: KeySources,
): Promise<AccountEntry | null> {
  const tested = readTestKey?.(key) ?? null;
  if (tested === null) return directory.findByWebhookKey(kind, key);
  const account = await directory.findById(tested);
  return account?.kind === kind ? account : null;
}

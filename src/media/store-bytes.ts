import type { StoredBytes } from './settle.js';
import type { SpooledFile } from './spool.js';
import { type MediaStorage, newStorageKey } from './storage/media-storage.js';

/** Puts a spooled file into the storage under a new key, to be served as `contentType`. */
export async function storeBytes(
  storage: MediaStorage,
  { tenantId, attachmentId }: { readonly tenantId: string; readonly attachmentId: string },
  file: SpooledFile,
  contentType: string,
): Promise<StoredBytes> {
  const storageKey = newStorageKey(tenantId, attachmentId);
  await storage.put(storageKey, file, contentType);
  return { storageKey, contentType, sizeBytes: file.sizeBytes, sha256: file.sha256 };
}

import type { MediaFacts } from './facts/media-facts.js';
import type { StoredFacts } from './settle.js';
import { discard, spool } from './spool.js';
import type { MediaStorage } from './storage/media-storage.js';
import { storeBytes } from './store-bytes.js';

/** The type of all small pictures. */
export const thumbnailType = 'image/webp';

/** Puts the small picture of a file into the storage, next to the file. */
export async function storeFacts(
  storage: MediaStorage,
  ids: { readonly tenantId: string; readonly attachmentId: string },
  { thumbnail, ...facts }: MediaFacts,
): Promise<StoredFacts> {
  if (thumbnail === null) return { ...facts, thumbnailKey: null, thumbnailBytes: null };
  const spooled = await spool(storage.spoolFolder, oneChunk(thumbnail), thumbnail.length);
  try {
    const { storageKey, sizeBytes } = await storeBytes(storage, ids, spooled, thumbnailType);
    return { ...facts, thumbnailKey: storageKey, thumbnailBytes: sizeBytes };
  } finally {
    await discard(spooled);
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

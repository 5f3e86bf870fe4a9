import type { MediaStorage } from './storage/media-storage.js';

/** The objects of a file: its bytes and its small picture. */
export interface FileObjects {
  readonly storageKey: string | null;
  readonly thumbnailKey: string | null;
}

/** Removes the objects of a file whose row is gone. */
export async function removeObjects(
  storage: MediaStorage,
  { storageKey, thumbnailKey }: FileObjects,
): Promise<void> {
  if (storageKey !== null) await storage.remove(storageKey);
  if (thumbnailKey !== null) await storage.remove(thumbnailKey);
}

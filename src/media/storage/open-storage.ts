import { join } from 'node:path';
import { createLocalStorage } from './local-storage.js';
import type { MediaStorage } from './media-storage.js';

/** Storage settings of the configuration. */
export interface StorageSettings {
  readonly dataDir: string;
  /** Absent for the folder storage. */
  readonly s3?: {
    readonly endpoint: string;
    readonly bucket: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly pathStyle: boolean;
  };
}

/** Opens the storage: a bucket where one is configured, else the folder `media` of the data folder. */
export async function openStorage({ dataDir, s3 }: StorageSettings): Promise<MediaStorage> {
  const folder = join(dataDir, 'media');
  if (s3 === undefined) return createLocalStorage(folder);
  // Loaded only where a bucket is configured.
  const { createS3Storage } = await import('./s3-storage.js');
  return createS3Storage({ ...s3, spoolFolder: join(folder, 'incoming') });
}

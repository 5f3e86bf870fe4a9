import type { StorageSettings } from './open-storage.js';

/** The variables of the configuration that decide where files are kept. */
export interface StorageVariables {
  readonly dataDir: string;
  readonly mediaS3Endpoint?: string | undefined;
  readonly mediaS3Bucket?: string | undefined;
  readonly mediaS3Region: string;
  readonly mediaS3AccessKeyId?: string | undefined;
  readonly mediaS3SecretAccessKey?: string | undefined;
  readonly mediaS3PathStyle: boolean;
}

/** The settings of the storage: a bucket where an endpoint is configured, else a folder. */
export function toStorageSettings(config: StorageVariables): StorageSettings {
  const { dataDir, mediaS3Endpoint: endpoint, mediaS3Bucket: bucket } = config;
  const { mediaS3AccessKeyId: accessKeyId, mediaS3SecretAccessKey: secretAccessKey } = config;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return { dataDir };
  const { mediaS3Region: region, mediaS3PathStyle: pathStyle } = config;
  return { dataDir, s3: { endpoint, bucket, accessKeyId, secretAccessKey, region, pathStyle } };
}

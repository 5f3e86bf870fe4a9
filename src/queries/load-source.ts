import type { TenantReader } from '../database/tenant-reader.js';
import type { Loaders } from './loaders.js';

/** What a read of one request needs: the reader of its tenant, and its loaders. */
export interface LoadSource {
  readonly reader: TenantReader;
  readonly loaders: Loaders;
}

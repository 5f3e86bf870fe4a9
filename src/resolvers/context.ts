/** What resolvers get: who asks, the tenant's reads, and the use cases. */
import type { Viewer, ViewerScope } from '../accounts/viewer.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { Loaders } from '../queries/loaders.js';
import type { UseCases } from './use-cases.js';

/**
 * The context of one execution. A query or mutation has its viewer; a shared subscription execution has none,
 * only the scope that all its subscribers have in common.
 */
export interface ResolverContext {
  /** Null without a signed-in user; then only the public fields answer. */
  readonly scope: ViewerScope | null;
  readonly viewer: Viewer | null;
  /** Made for the scope's tenant; throws UnauthenticatedError when there is none. */
  readonly reader: TenantReader;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  /** The caller's address, for rate limits; absent in subscriptions. */
  readonly clientAddress: string | null;
  readonly requestId: string;
}

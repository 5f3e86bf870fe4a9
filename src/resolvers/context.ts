/** Resolver context: the viewer, the tenant's reads, and the use cases. */
import type { Viewer, ViewerScope } from '../accounts/viewer.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { Loaders } from '../queries/loaders.js';
import type { UseCases } from './use-cases.js';

/**
 * Context of one execution. A query or mutation has its viewer; a shared subscription execution has none, only the
 * scope that all its subscribers share.
 */
export interface ResolverContext {
  /** Null without a signed-in user; then only public fields can be used. */
  readonly scope: ViewerScope | null;
  readonly viewer: Viewer | null;
  /** Bound to the scope's tenant; throws UnauthenticatedError without a scope. */
  readonly reader: TenantReader;
  readonly loaders: Loaders;
  readonly useCases: UseCases;
  /** Client address, for rate limits; absent in subscriptions. */
  readonly clientAddress: string | null;
  /** The `User-Agent` header, shortened; absent in subscriptions. */
  readonly userAgent?: string | null;
  readonly requestId: string;
  /** The socket that carries the operation; null over HTTP, absent in subscriptions. */
  readonly connectionId?: string | null;
  /** To be called by fields that depend on the clock, with the moment from which on they show something else. */
  readonly showsUntil?: ((at: Date) => void) | undefined;
}

/** The asking user, also in a subscription of one user; null in an execution that users share. */
export function userIdOf({ viewer, scope }: ResolverContext): string | null {
  return viewer?.userId ?? scope?.personalTo ?? null;
}

/** Resolver context of an operation, for every transport. */
import { toScope } from '../accounts/viewer.js';
import type { Database } from '../database/database.js';
import { createTenantReader, type TenantReader } from '../database/tenant-reader.js';
import { UnauthenticatedError } from '../domain/errors.js';
import type { GraphQLRequest } from '../graphql/executor.js';
import { createLoaders } from '../queries/loaders.js';
import type { ResolverContext } from '../resolvers/context.js';
import type { UseCases } from '../resolvers/use-cases.js';

/** A signed-out request has no reader: the first read throws UNAUTHENTICATED. */
const noReader: TenantReader = {
  get tenantId(): string {
    throw new UnauthenticatedError();
  },
  rows: () => Promise.reject(new UnauthenticatedError()),
  row: () => Promise.reject(new UnauthenticatedError()),
};

/** Viewer and client address of a request. */
export type ContextRequest = Pick<
  GraphQLRequest,
  'viewer' | 'clientAddress' | 'userAgent' | 'requestId' | 'connectionId' | 'showsUntil'
>;

/** Creates the context of one request, with its own loaders. */
export function createContext(
  request: ContextRequest,
  database: Database,
  useCases: UseCases,
): ResolverContext {
  const { viewer, clientAddress, userAgent, requestId, connectionId } = request;
  const reader = viewer ? createTenantReader(database, viewer.tenantId) : noReader;
  return {
    scope: viewer && toScope(viewer),
    viewer,
    reader,
    loaders: createLoaders(reader),
    useCases,
    clientAddress,
    userAgent: userAgent ?? null,
    requestId,
    connectionId: connectionId ?? null,
    showsUntil: request.showsUntil,
  };
}

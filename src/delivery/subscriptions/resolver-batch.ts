/** Rows that all executions over one batch of events share. */
import type { ViewerScope } from '../../accounts/viewer.js';
import type { Database } from '../../database/database.js';
import { createTenantReader } from '../../database/tenant-reader.js';
import type { LoggedEvent } from '../../domain/logged-event.js';
import { permissionsKey } from '../../domain/permission.js';
import { EventType } from '../../domain/vocabulary.js';
import { createLoaders, type Loaders } from '../../queries/loaders.js';
import type { ResolverContext } from '../../resolvers/context.js';
import type { UseCases } from '../../resolvers/use-cases.js';
import { EventWithRows, rowNames } from '../event-with-rows.js';
import type { ReadUse } from '../feed-source.js';
import type { EventBatch } from '../subscriber.js';

/** A batch with one set of loaders; a row is read once for all operations that select it. */
export interface ResolverBatch extends EventBatch {
  contextFor(scope: ViewerScope): ResolverContext;
}

/** Connection pool for reads: the catch-up of subscribers has its own. */
export function poolFor(database: Database, use: ReadUse) {
  return use === 'catch-up' ? database.catchUpPool : database.pool;
}

/** Creates batches of a tenant's events. Each has new loaders, so rows are current. */
export function createBatchMaker(database: Database, useCases: UseCases) {
  return (tenantId: string, events: readonly LoggedEvent[], use: ReadUse = 'live'): ResolverBatch => {
    const reader = createTenantReader(database, tenantId, poolFor(database, use));
    const loaders = createLoaders(reader);
    primeRows(events, loaders);
    for (const event of events) {
      if (event.kind === EventType.MESSAGE_ADDED)
        loaders.positionOfMessage.prime(event.subjectId, event.position);
    }
    const contexts = new Map<string, ResolverContext>();
    return {
      events,
      contextFor: scope => {
        if (scope.tenantId !== tenantId)
          throw new Error('A batch of one tenant was asked for the context of another.');
        const key = permissionsKey(scope.permissions);
        let context = contexts.get(key);
        if (!context) {
          context = {
            scope: { tenantId, permissions: scope.permissions },
            viewer: null,
            reader,
            loaders,
            useCases,
            clientAddress: null,
            requestId: 'subscription',
          };
          contexts.set(key, context);
        }
        return context;
      },
    };
  };
}

/** Primes the loaders of a batch with the rows of its events, the newest state of each; loaded rows stay. */
function primeRows(events: readonly LoggedEvent[], loaders: Loaders): void {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (!(event instanceof EventWithRows)) continue;
    for (const name of rowNames) {
      const id = event.idOf(name);
      if (id !== null && !loaders[name].isKnown(id)) loaders[name].prime(event.rowOf(name) as never);
    }
  }
}

/** MikroORM settings; the only place that names the driver and the naming strategy. */
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { defineConfig, type Options, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import { entities } from '../entities/index.js';
import { Tenant } from '../entities/tenant.entity.js';
import { ActivitySubscriber } from './activities/activity-subscriber.js';
import { createRowTypes } from './pool.js';

/** Table of applied migrations. */
export const migrationsTable = 'trunkline_migrations';

/** Options for a database; `poolSize` is the mapper's own pool, separate from that of the hot paths. */
export function createOrmOptions(databaseUrl: string, poolSize = 4): Options {
  return defineConfig({
    clientUrl: databaseUrl,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    namingStrategy: UnderscoreNamingStrategy,
    forceUtcTimezone: true,
    // A statement in a unit of work returns rows of its declared type, as in the other pools.
    driverOptions: { types: createRowTypes() },
    pool: { min: 0, max: poolSize },
    subscribers: [new ActivitySubscriber()],
    discovery: { warnWhenNoEntities: false },
    migrations: { tableName: migrationsTable },
    schemaGenerator: { createForeignKeyConstraints: true },
    filters: {
      tenant: {
        name: 'tenant',
        default: true,
        entity: entities.filter(entity => entity !== Tenant).map(entity => entity.name),
        cond: (args: { tenantId: string | null }) =>
          args.tenantId === null ? {} : { tenantId: args.tenantId },
      },
    },
    allowGlobalContext: false,
    debug: false,
    logger: () => {},
  });
}

/** Applies migrations. A separate module: a start with an up-to-date database loads none of this. */
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { Logger, runMigrations as migrateJobs } from 'graphile-worker';
import { migrations } from './migrations/index.js';
import { createOrmOptions, migrationsTable } from './orm-options.js';

/** Applies the missing migrations, ours and the job queue's. One process at a time: see `migrate`. */
export async function applyMigrations(databaseUrl: string, log: (message: string) => void): Promise<void> {
  const orm = await MikroORM.init({
    ...createOrmOptions(databaseUrl),
    extensions: [Migrator],
    migrations: {
      tableName: migrationsTable,
      migrationsList: [...migrations],
      allOrNothing: true,
      snapshot: false,
    },
  });
  try {
    const done = await orm.migrator.up();
    const [first, last] = [done.at(0)?.name, done.at(-1)?.name];
    if (done.length === 1) log(`applied ${first}`);
    else if (done.length > 1) log(`applied ${done.length} migrations, ${first} to ${last}`);
  } finally {
    await orm.close(true);
  }
  await migrateJobs({
    connectionString: databaseUrl,
    // The default logger of graphile-worker writes plain text and ignores LOG_FORMAT.
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log(message);
    }),
  });
}

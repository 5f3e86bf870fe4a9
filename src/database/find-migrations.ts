/** Compares the migrations of a database with those of this build. */
import type pg from 'pg';
import { jobMigrationsTable } from './job-schema.js';
import { migrations } from './migrations/index.js';

/** What differs. */
export interface FoundMigrations {
  /** Migrations of this build that the database lacks, in order. */
  readonly missing: readonly string[];
  /** Migrations of the database that this build does not know: a newer version made them. */
  readonly unknown: readonly string[];
  /** True if the tables of the job queue exist. */
  readonly hasJobs: boolean;
}

/** Reads the migrations of a database, also of an empty one. */
export async function findMigrations(client: Pick<pg.ClientBase, 'query'>): Promise<FoundMigrations> {
  const names = migrations.map(({ name }) => name);
  const tables = await client.query<{ own: boolean; jobs: boolean }>(
    `select to_regclass('trunkline_migrations') is not null as own, to_regclass('${jobMigrationsTable}') is not null as jobs`,
  );
  const hasJobs = tables.rows[0]?.jobs ?? false;
  if (!tables.rows[0]?.own) return { missing: names, unknown: [], hasJobs };
  const rows = await client.query<{ name: string }>('select name from trunkline_migrations order by id');
  const applied = new Set(rows.rows.map(({ name }) => name));
  const known = new Set<string>(names);
  return {
    missing: names.filter(name => !applied.has(name)),
    unknown: [...applied].filter(name => !known.has(name)),
    hasJobs,
  };
}

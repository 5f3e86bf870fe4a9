/**
 * The one module that names what graphile-worker has in the database (0.17.3): its functions and the view `jobs` are
 * documented, the columns that are read here and the table of its migrations are not promised.
 * `test/integration/library-internals.test.ts` fails when an upgrade changes them.
 */

const schema = 'graphile_worker';

/** The view of all jobs; read are `id`, `key`, `task_identifier`, `locked_by`, `locked_at`, `attempts`, `max_attempts`, `run_at`. */
export const jobsView = `${schema}.jobs`;

/** Exists once graphile-worker's own migrations ran. */
export const jobMigrationsTable = `${schema}.migrations`;

/** A call of one of its functions, for a select list. */
export function callJobFunction(
  name: 'add_job' | 'complete_jobs' | 'force_unlock_workers',
  ...parameters: readonly string[]
): string {
  return `${schema}.${name}(${parameters.join(', ')})`;
}

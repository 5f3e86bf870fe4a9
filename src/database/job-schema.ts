/**
 * The only module that names database objects of graphile-worker (0.17.3), together with migrations: its functions and the view
 * `jobs` are documented; the columns read here, the tables of jobs and tasks and its migrations table are not guaranteed.
 * `test/integration/library-internals.test.ts` fails when an upgrade changes them.
 */

const schema = 'graphile_worker';

/**
 * View of all jobs; columns in use: `id`, `key`, `task_identifier`, `locked_by`, `locked_at`, `attempts`,
 * `max_attempts`, `run_at`.
 */
export const jobsView = `${schema}.jobs`;

/** The rows of the view, and its tasks: for jobs that are stored locked (`jobs/own-jobs.ts`). */
export const jobRowsTable = `${schema}._private_jobs`;
export const jobTasksTable = `${schema}._private_tasks`;

/** Exists after graphile-worker's own migrations have run. */
export const jobMigrationsTable = `${schema}.migrations`;

/** A call of one of its functions, for a select list. */
export function callJobFunction(
  name: 'add_job' | 'complete_jobs' | 'force_unlock_workers',
  ...parameters: readonly string[]
): string {
  return `${schema}.${name}(${parameters.join(', ')})`;
}

/**
 * The folder of the run, for databases and files of tests: in memory if there is room, and removed after the run, or by the
 * next one when this one was killed. Set by the global setup.
 */
export function runFolder(): string {
  const folder = process.env.TEST_RUN_FOLDER;
  if (!folder)
    throw new Error('TEST_RUN_FOLDER is not set: run the tests through Jest, with its global set-up.');
  return folder;
}

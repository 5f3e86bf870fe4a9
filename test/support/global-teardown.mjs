/** Stops the PostgreSQL of the run and removes its folder. */
import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { dataDir, database } = globalThis.testRun;
  await database.release();
  await rm(dataDir, { recursive: true, force: true });
}

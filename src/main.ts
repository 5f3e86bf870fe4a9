/**
 * Entry point of the process. All modules loaded from here on are compiled once and cached between starts: loading the
 * modules is most of a start, and compiling them a third of that.
 *
 * The build packs `start.js` with all its imports into few files (scripts/bundle.mjs); those are executed.
 */
import * as nodeModule from 'node:module';
// Must be first: packed modules run in another order, and every decorator needs it.
import 'reflect-metadata';
import { loadEnvFile } from './env-file.js';

// Imported by URL, as the rest of the server needs a newer Node.js than this check.
const { findNodeObstacle } = await import(new URL('../bin/find-node-obstacle.mjs', import.meta.url).href);
const obstacle: string | null = findNodeObstacle();
if (obstacle !== null) {
  console.error(obstacle);
  process.exit(1);
}
loadEnvFile();
// Source maps cost 65 MiB of memory: enabled only on request, for stacks with source positions.
if (process.env.DEBUG_ERRORS === 'on') process.setSourceMapsEnabled(true);
nodeModule.enableCompileCache();
await import(new URL('./bundle/start.js', import.meta.url).href).catch(async error => {
  const { explainLoadFailure } = await import(
    new URL('../bin/explain-load-failure.mjs', import.meta.url).href
  );
  const explained: string | null = explainLoadFailure(error);
  if (explained === null) throw error;
  console.error(explained);
  process.exit(1);
});

/**
 * The process's entry. What is loaded from here on is compiled once and cached between starts: loading the modules is
 * most of a start, and compiling them a third of that.
 *
 * The build packs `start.js` with everything it imports into few files (scripts/bundle.mjs); those are what runs.
 */
import * as nodeModule from 'node:module';
// First of all: what is packed runs in an order of its own, and every decorator needs it.
import 'reflect-metadata';
import { loadEnvFile } from './env-file.js';

// Imported by name, as the rest of the server needs a newer Node.js than this check.
const { findNodeObstacle } = await import(new URL('../bin/find-node-obstacle.mjs', import.meta.url).href);
const obstacle: string | null = findNodeObstacle();
if (obstacle !== null) {
  console.error(obstacle);
  process.exit(1);
}
loadEnvFile();
// Source maps cost 65 MiB of memory: only who asked for stacks gets them in terms of the sources.
if (process.env.DEBUG_ERRORS === 'on') process.setSourceMapsEnabled(true);
nodeModule.enableCompileCache();
await import(new URL('./bundle/start.js', import.meta.url).href);

#!/usr/bin/env node
/** The `trunkline` command: the built program, or a sentence about what is missing. */
import { existsSync } from 'node:fs';
import { findNodeObstacle } from './find-node-obstacle.mjs';

const program = new URL('../dist/cli/main.js', import.meta.url);
const obstacle =
  findNodeObstacle() ??
  (existsSync(program)
    ? null
    : 'Nothing is built yet: run "npm run build" first ("npm start" and "npm test" build too).');
if (obstacle === null) {
  await import(program.href);
} else {
  console.error(`trunkline: ${obstacle}`);
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: { code: 'CONFIGURATION_INVALID', message: obstacle } }, null, 2));
  process.exitCode = 1;
}

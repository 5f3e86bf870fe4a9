#!/usr/bin/env node
/** The `trunkline` command: the built program, or a sentence about what is missing. */
import { existsSync } from 'node:fs';
import { explainLoadFailure } from './explain-load-failure.mjs';
import { findNodeObstacle } from './find-node-obstacle.mjs';

// `start` is the server itself: its process does not load the commands.
const isStart = process.argv[2] === 'start' && process.argv.length === 3;
const program = new URL(isStart ? '../dist/main.js' : '../dist/bundle/cli.js', import.meta.url);
const obstacle =
  findNodeObstacle() ??
  (existsSync(program)
    ? null
    : 'Nothing is built yet: run "npm run build" first ("npm start" and "npm test" build too).');
if (obstacle !== null) {
  fail(obstacle);
} else {
  // First, as in main.ts: packed modules run in another order, and every decorator needs it.
  await import('reflect-metadata');
  await import(program.href).catch(error => {
    const explained = explainLoadFailure(error);
    if (explained === null) throw error;
    fail(explained);
  });
}

function fail(message) {
  console.error(`trunkline: ${message}`);
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: { code: 'CONFIGURATION_INVALID', message } }, null, 2));
  process.exitCode = 1;
}

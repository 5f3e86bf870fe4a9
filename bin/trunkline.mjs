#!/usr/bin/env node
/** The `trunkline` command: the built program, or a word about what is missing. */
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);
const needed = [22, 18];

/** What stands in the way; null when nothing does. */
function findObstacle() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
    return `Node.js ${needed.join('.')} or newer is needed, and this is ${process.version}; "npx trunkline" finds the one that "npm install" brought.`;
  }
  if (!existsSync(program))
    return 'Nothing is built yet: run "npm run build" first ("npm start" and "npm test" build too).';
  return null;
}

const obstacle = findObstacle();
if (obstacle === null) {
  await import(program.href);
} else {
  console.error(`trunkline: ${obstacle}`);
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: { code: 'CONFIGURATION_INVALID', message: obstacle } }, null, 2));
  process.exitCode = 1;
}

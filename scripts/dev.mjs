/** Rebuilds on every change and restarts the server on every successful build. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const run = (command, args) => spawn(command, args, { stdio: 'inherit' });

const [code] = await once(run('npm', ['run', '--silent', 'build']), 'exit');
if (code !== 0) console.error('The build failed; waiting for the next change.');
const children = [
  run('tsc', ['-p', 'tsconfig.json', '--watch', '--preserveWatchOutput']),
  run('node', ['scripts/build-pages.mjs', '--watch']),
  run('node', [
    '--enable-source-maps',
    '--env-file-if-exists=.env',
    '--watch',
    '--watch-path=dist',
    '--watch-preserve-output',
    'dist/start.js',
  ]),
];
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
await Promise.race(children.map(child => once(child, 'exit')));
for (const child of children) child.kill('SIGTERM');

/** The processes of a run. All end with the run, even if it fails. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

const children = new Set();

function track(child) {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Starts a Node program; its output is written to a file. */
export function startProgram(file, { env, cwd, logFile, nodeOptions = [] }) {
  const log = openSync(logFile, 'a');
  try {
    return track(
      spawn(process.execPath, [...nodeOptions, file], {
        cwd,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
        stdio: ['ignore', log, log],
      }),
    );
  } finally {
    closeSync(log);
  }
}

/** Starts a program that exchanges messages with this one. */
export function startHelper(file, logFile) {
  const log = openSync(logFile, 'a');
  try {
    return track(fork(file, [], { stdio: ['ignore', log, log, 'ipc'] }));
  } finally {
    closeSync(log);
  }
}

/** Ends a child: SIGTERM first, then SIGKILL. */
export async function stopChild(child, graceMs = 5_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}

/** Ends all children at once; called when this process exits. */
export function killChildren() {
  for (const child of children) child.kill('SIGKILL');
}

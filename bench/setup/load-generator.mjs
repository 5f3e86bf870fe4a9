/** The load generator's process, as the parent controls it. */
import { fileURLToPath } from 'node:url';
import { startHelper, stopChild } from './children.mjs';

const program = fileURLToPath(new URL('../load/worker.mjs', import.meta.url));

/** Starts it. `run` returns the result of the command of that name; see load/commands.mjs. */
export async function startLoadGenerator(folder) {
  const child = startHelper(program, folder.file('load.log'));
  const waiting = new Map();
  let lastId = 0;
  const waitFor = id => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  child.on('message', ({ id, result, error }) => {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) entry?.resolve(result);
    else entry?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The load generator ended; see load.log.'));
    waiting.clear();
  });
  await waitFor(0);
  return {
    pid: child.pid,
    run: (command, target, facts = {}) => {
      lastId += 1;
      child.send({ id: lastId, command, target, facts });
      return waitFor(lastId);
    },
    stop: () => stopChild(child),
  };
}

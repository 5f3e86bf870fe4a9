/**
 * Collecting garbage in a process from outside, so that its resident memory says what it needs and not what it has
 * yet to clear away. The process is started with `--inspect-port=0`; SIGUSR1 opens its inspector when it is needed.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';

const openTimeoutMs = 5_000;

/** Collects everything that can be; the inspector's address is read from the process' log. */
export async function collectGarbage(child, logFile) {
  child.kill('SIGUSR1');
  const url = await findUrl(logFile);
  const socket = new WebSocket(url);
  try {
    await new Promise((resolve, reject) => {
      socket.on('open', () => {
        socket.send('{"id":1,"method":"HeapProfiler.collectGarbage"}');
        socket.send('{"id":2,"method":"HeapProfiler.collectGarbage"}');
      });
      socket.on('message', data => JSON.parse(data.toString()).id === 2 && resolve());
      socket.on('error', reject);
    });
  } finally {
    socket.terminate();
  }
  await delay(200);
}

async function findUrl(logFile) {
  for (const deadline = Date.now() + openTimeoutMs; Date.now() < deadline; await delay(20)) {
    const found = readFileSync(logFile, 'utf8')
      .match(/Debugger listening on (ws:\S+)/g)
      ?.at(-1);
    if (found) return found.replace('Debugger listening on ', '');
  }
  throw new Error('The inspector did not open.');
}

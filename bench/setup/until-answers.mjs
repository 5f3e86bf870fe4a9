/** Waits for a server. */
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 5;

/** Resolves with the milliseconds until the first 2xx; rejects when the child ends or the time is up. */
export async function untilAnswers(child, port, { path = '/readyz', timeoutMs = 30_000 } = {}) {
  const startedAt = performance.now();
  while (performance.now() - startedAt < timeoutMs) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with code ${child.exitCode}; see its log.`);
    if (await answers(port, path)) return performance.now() - startedAt;
    await delay(pollMs);
  }
  throw new Error(`The server did not answer within ${timeoutMs} ms.`);
}

function answers(port, path) {
  return new Promise(resolve => {
    const sent = request({ host: '127.0.0.1', port, path, timeout: 2_000, agent: false }, response => {
      response.resume();
      resolve(response.statusCode >= 200 && response.statusCode < 300);
    });
    sent.on('error', () => resolve(false));
    sent.on('timeout', () => sent.destroy());
    sent.end();
  });
}

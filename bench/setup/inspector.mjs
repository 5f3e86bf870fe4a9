/**
 * Inspects another process: collects its garbage, so that its resident memory shows what it needs, takes a CPU
 * profile, and finds the called functions. The process is started with `--inspect-port=0`; SIGUSR1 opens its
 * inspector when needed.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';

const openTimeoutMs = 5_000;
const samplingIntervalUs = 200;

/** Runs a full garbage collection. */
export async function collectGarbage({ child, logFile }) {
  await withInspector(child, logFile, async send => {
    await send('HeapProfiler.collectGarbage');
    await send('HeapProfiler.collectGarbage');
  });
  await delay(200);
}

/** The memory in MiB that the process uses after a full garbage collection: its heap, and buffers outside it. */
export function readLiveMib({ child, logFile }) {
  return withInspector(child, logFile, async send => {
    await send('HeapProfiler.collectGarbage');
    await send('HeapProfiler.collectGarbage');
    const expression = `(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())`;
    const { result } = await send('Runtime.evaluate', { expression });
    return result.value / 1_048_576;
  });
}

/** A CPU profile of the process during `work`, in Chrome's format. */
export function profileCpu({ child, logFile }, work) {
  return withInspector(child, logFile, async send => {
    await send('Profiler.enable');
    await send('Profiler.setSamplingInterval', { interval: samplingIntervalUs });
    await send('Profiler.start');
    await work();
    const { profile } = await send('Profiler.stop');
    return profile;
  });
}

/** The functions that the process calls during `work`: `{ url, functions }` of each script with any. */
export function withCalledFunctions({ child, logFile }, work) {
  return withInspector(child, logFile, async send => {
    await send('Profiler.enable');
    await send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    // Reading the counts resets them to zero.
    await send('Profiler.takePreciseCoverage');
    await work();
    const { result } = await send('Profiler.takePreciseCoverage');
    await send('Profiler.stopPreciseCoverage');
    const isCalled = ({ ranges }) => ranges[0].count > 0;
    return result
      .map(({ url, functions }) => ({
        url,
        functions: functions.filter(isCalled).map(({ functionName }) => functionName),
      }))
      .filter(({ functions }) => functions.length > 0);
  });
}

/**
 * The scripts on the call stacks of the process, including awaiting functions, at each external operation during
 * `work`: a statement to PostgreSQL, a call to a vendor, bytes to a client.
 */
export function withStacks({ child, logFile }, work) {
  return withInspector(child, logFile, async send => {
    const evaluate = async expression => {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    };
    await evaluate(`(${watchStacks})()`);
    await evaluate('globalThis.stackUrls.clear()');
    await work();
    return evaluate('[...globalThis.stackUrls]');
  });
}

/** Runs in the inspected process. */
function watchStacks() {
  if (globalThis.stackUrls) return;
  const urls = new Set();
  globalThis.stackUrls = urls;
  Error.stackTraceLimit = 200;
  const watch = (object, name) => {
    const original = object[name];
    object[name] = function (...args) {
      for (const [url] of new Error().stack.matchAll(/file:\/\/[^:)\s]+/g)) urls.add(url);
      return original.apply(this, args);
    };
  };
  const require = process.getBuiltinModule('node:module').createRequire(process.argv[1]);
  const { Client, Pool } = require('pg');
  watch(Client.prototype, 'query');
  // Its own calls to a client begin in callbacks.
  watch(Pool.prototype, 'query');
  watch(Pool.prototype, 'connect');
  watch(require('undici').Agent.prototype, 'dispatch');
  watch(process.getBuiltinModule('node:net').Socket.prototype, 'write');
}

async function withInspector(child, logFile, work) {
  child.kill('SIGUSR1');
  const socket = new WebSocket(await findUrl(logFile), { maxPayload: 512 * 1024 * 1024 });
  const waiting = new Map();
  let lastId = 0;
  socket.on('message', data => {
    const { id, result } = JSON.parse(data.toString());
    waiting.get(id)?.(result);
  });
  try {
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    return await work((method, params) => {
      lastId += 1;
      socket.send(JSON.stringify({ id: lastId, method, params }));
      return new Promise(resolve => waiting.set(lastId, resolve));
    });
  } finally {
    socket.terminate();
  }
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

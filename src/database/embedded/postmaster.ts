import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Binaries, programPath } from './binaries.js';
import { boundLog, readLogSince, sizeOf } from './bounded-log.js';
import { explainFailure } from './failure.js';
import type { Home } from './home.js';
import { isPidTaken, isProcessAlive } from './process-identity.js';
import { programOptions, runProgram } from './run-program.js';
import { type Durability, serverArguments } from './settings.js';

/**
 * The server process (the "postmaster"): find, start, stop. It runs without a parent: it survives a `kill -9` of the
 * process that started it, and a Ctrl-C in its terminal.
 */

/** A running server, as described by its `postmaster.pid`. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  /** `starting` includes recovery after a crash, which can take a while. */
  readonly status: 'starting' | 'ready' | 'stopping';
};

const POLL_MS = 10;
/** Recovery replays at most max_wal_size; minutes are for a very slow disk. */
const START_TIMEOUT_MS = 120_000;
const FAST_STOP_TIMEOUT_MS = 8_000;

/**
 * Finds the server of this data folder. Undefined: none runs. PostgreSQL itself cleans up the file of a dead server,
 * except when its pid was reused by another program, or is the zombie of the server itself (a container without a
 * reaper): PostgreSQL takes both for a running server, so the file is removed here. If processes of the dead server
 * remain, PostgreSQL still detects that from its shared memory.
 */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!isProcessAlive(pid) || !(await isPostmasterOf(pid, data))) {
    if (isPidTaken(pid)) await rm(file, { force: true });
    return undefined;
  }
  const status = lines[7]?.trim();
  return {
    pid,
    port: Number(lines[3]),
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/** A server's working directory is its data folder; on systems other than Linux its command line names the folder. */
async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  if (cwd !== undefined) return cwd === data;
  const ps = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.stdout?.includes(data) ?? false;
}

/**
 * Starts the server and waits until it accepts connections.
 *
 * @returns undefined when the port was taken, or a dead server's memory is still in use: try again
 * @throws DatabaseUnusableError with the end of its log when it does not start
 */
export async function startPostmaster(
  home: Home,
  binaries: Binaries,
  port: number,
  durability: Durability,
): Promise<Postmaster | undefined> {
  await boundLog(home.logFile);
  const logStart = await sizeOf(home.logFile);
  const log = openSync(home.logFile, 'a', 0o600);
  const args = ['-D', home.data, ...serverArguments(port, durability)];
  const options = { ...programOptions(home.user), detached: true, stdio: ['ignore', log, log] as const };
  const child = spawn(programPath(binaries, 'postgres'), args, { ...options, stdio: [...options.stdio] });
  closeSync(log);
  const failed = watchForEnd(child);
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await delay(POLL_MS)) {
    if (failed.reason !== undefined) break;
    const running = await findPostmaster(home.data);
    if (running?.pid !== child.pid || running?.status !== 'ready') continue;
    child.removeAllListeners();
    child.on('error', () => undefined);
    child.unref();
    return running;
  }
  const output = `${failed.reason ?? 'It takes too long.'}\n${await readLogSince(home.logFile, logStart)}`;
  if (/could not create any TCP\/IP sockets|pre-existing shared memory block/.test(output)) return undefined;
  throw explainFailure(`start; its log is ${home.logFile}`, output);
}

function watchForEnd(child: ChildProcess): { reason: string | undefined } {
  const end: { reason: string | undefined } = { reason: undefined };
  child.once('error', error => {
    end.reason = error.message;
  });
  child.once('exit', (code, signal) => {
    end.reason = `It ended with ${signal ?? `code ${code}`}.`;
  });
  return end;
}

/** Waits until the process has ended. False when it still runs after the time. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; isProcessAlive(pid); await delay(POLL_MS)) {
    if (Date.now() > deadline) return false;
  }
  return true;
}

/**
 * Stops the server (fast shutdown): connections are closed, their transactions rolled back, committed data is written.
 * If that takes too long, an immediate shutdown follows: the next start then recovers from the log, and nothing
 * committed is lost either way.
 */
export async function stopPostmaster(home: Home, binaries: Binaries, { pid }: Postmaster): Promise<void> {
  if (process.platform === 'win32') {
    await runProgram(
      programPath(binaries, 'pg_ctl'),
      ['stop', '-m', 'fast', '-w', '-D', home.data],
      home.user,
    );
    return;
  }
  signal(pid, 'SIGINT');
  if (await waitForEnd(pid, FAST_STOP_TIMEOUT_MS)) return;
  signal(pid, 'SIGQUIT');
  await waitForEnd(pid, FAST_STOP_TIMEOUT_MS);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

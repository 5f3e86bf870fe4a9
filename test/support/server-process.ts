/**
 * The built server as a separate process, as an operator runs it: for behaviour at start, kill and stop. It runs the
 * result of the last build.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { isProcessAlive } from '../../src/database/embedded/process-identity.js';
import { patient } from './patient.js';
import { runFolder } from './run-folder.js';
import { waitFor } from './wait-for.js';

/** The end of a process; `code` is null when a signal ended it. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running server. */
export interface ServerProcess {
  /** As printed by the server, such as http://127.0.0.1:41234. */
  readonly url: string;
  readonly pid: number;
  /** All output so far, both streams. */
  output(): string;
  /** Sends a signal, once, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<ProcessEnd>;
}

type Environment = Readonly<Record<string, string>>;

const mainFile = resolve('dist/main.js');
const startTimeoutMs = 30_000;

/** The environment of an installation, except DATABASE_URL. */
export const installationEnv: Environment = {
  NODE_ENV: 'development',
  SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  AUTH_SECRET: 'a-secret-for-tests-that-is-long-enough-0123456789',
  LOG_LEVEL: 'warn',
  DATABASE_CONNECTIONS: '18',
};

const running = new Set<ChildProcess>();
const folders = new Set<string>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) abandon(folder);
});

/** Starts a server on a free port and waits until it can serve. @throws with its output when it ends instead */
export async function startServerProcess(env: Environment, cwd?: string): Promise<ServerProcess> {
  const { child, output, ended } = launch(env, cwd);
  const findUrl = () => /(?:^ *GraphQL +|"graphql":")(http:\S+?)\/graphql/m.exec(output())?.[1];
  const isReady = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return true;
    const url = findUrl();
    return url !== undefined && (await fetch(`${url}/readyz`)).status === 200;
  };
  await waitFor(isReady, { timeoutMs: patient(startTimeoutMs), what: 'the server to be ready' });
  const url = findUrl();
  if (url === undefined || child.pid === undefined || child.exitCode !== null) {
    throw new Error(`The server ended instead of starting:\n${output()}`);
  }
  return {
    url,
    pid: child.pid,
    output,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a server that is expected to exit by itself. */
export async function runServerProcess(
  env: Environment,
  cwd?: string,
): Promise<ProcessEnd & { readonly output: string }> {
  const { output, ended } = launch(env, cwd);
  const end = await ended;
  return { ...end, output: output() };
}

/** An empty folder for DATA_DIR, accessible to a database that runs for root; removed by `endServerProcesses`. */
export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(runFolder(), 'trunkline-e2e-'));
  await chmod(folder, 0o755);
  folders.add(folder);
  return join(folder, 'data');
}

/** Kills a test's remaining processes, stops the embedded databases of its folders and removes them; for `afterAll`. */
export async function endServerProcesses(): Promise<void> {
  for (const child of [...running]) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  for (const folder of folders) {
    const dataDir = join(folder, 'data');
    if (existsSync(join(dataDir, 'postgres', 'cluster'))) {
      const database = await startEmbeddedPostgres({ dataDir, durability: 'none', log: () => {} });
      await database.release();
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    folders.delete(folder);
  }
}

/** Clean-up when a run ends without `afterAll`. */
function abandon(folder: string): void {
  const pidFile = join(folder, 'data', 'postgres', 'cluster', 'data', 'postmaster.pid');
  const pid = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : Number.NaN;
  if (pid > 0 && isProcessAlive(pid)) process.kill(pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Not in the checkout by default: a developer's .env must not be read by the servers of tests. */
function launch(env: Environment, cwd = tmpdir()) {
  if (!existsSync(mainFile)) throw new Error(`${mainFile} is missing: run "npm run build" first.`);
  const child = spawn(process.execPath, [mainFile], {
    cwd,
    env: {
      ...{ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0' },
      // Most tests count rows.
      DEMO_CONVERSATIONS: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  return { child, ended, output: () => text };
}

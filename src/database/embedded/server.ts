import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from './binaries.js';
import { createCluster, isClusterUsable, openBinaries, readPassword } from './cluster.js';
import { type Access, checkConnection } from './connection-check.js';
import { explainFailure } from './failure.js';
import { findFreePort } from './free-port.js';
import type { Home } from './home.js';
import { findPostmaster, type Postmaster, startPostmaster, waitForEnd } from './postmaster.js';
import type { Durability } from './settings.js';

/** A server that answered, with its connection data. */
export type Server = Access & { readonly postmaster: Postmaster };

const DEADLINE_MS = 60_000;
const POLL_MS = 20;
/** "The password is wrong" and "there is no such role": a retry does not help. */
const REFUSALS = ['28P01', '28000'];

/**
 * Starts the database of this home, from any state: absent, stopped, crashed, starting, stopping, or running for
 * another process. Runs under the exclusive lock.
 */
export async function ensureRunning(
  home: Home,
  durability: Durability,
  log: (message: string) => void,
): Promise<Server> {
  const { major } = await findBinaries();
  if (!(await isClusterUsable(home, major))) {
    log(`Initialising the embedded database in ${home.folder}`);
    await createCluster(home, await openBinaries(home, log), durability);
  }
  const password = await readPassword(home);
  let failure: unknown = 'It does not start.';
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; await delay(POLL_MS)) {
    const running = await findPostmaster(home.data);
    if (running?.status === 'stopping') await waitForEnd(running.pid, DEADLINE_MS);
    if (running?.status === 'starting') continue;
    const postmaster = running?.status === 'ready' ? running : await start(home, durability, log);
    if (postmaster === undefined) continue;
    const server = { port: postmaster.port, password, postmaster };
    try {
      await checkConnection(server, home.data);
      if (running) log(`Joined the embedded database on port ${server.port} (pid ${postmaster.pid})`);
      return server;
    } catch (error) {
      failure = error;
      if (REFUSALS.includes((error as { code?: string }).code ?? '')) break;
    }
  }
  const said = failure instanceof Error ? failure.message : String(failure);
  throw explainFailure(`be reached; its data are in ${home.data}`, said, failure);
}

async function start(
  home: Home,
  durability: Durability,
  log: (message: string) => void,
): Promise<Postmaster | undefined> {
  const portFile = join(home.folder, 'port');
  // The previous port where possible, so that a saved URL stays valid.
  const lastPort = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined;
  const port = await findFreePort(lastPort);
  const postmaster = await startPostmaster(home, await openBinaries(home, log), port, durability);
  if (postmaster === undefined) return undefined;
  if (port !== lastPort) await writeFile(portFile, String(port));
  log(`Started the embedded database on port ${port} (pid ${postmaster.pid}); its data are in ${home.data}`);
  return postmaster;
}

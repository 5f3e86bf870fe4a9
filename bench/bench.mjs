/** Shared setup of all measures: both servers on one PostgreSQL, the load generator, and alternating rounds. */
import { cpus } from 'node:os';
import { killChildren } from './setup/children.mjs';
import { cpuMs, withDescendants } from './setup/cpu-time.mjs';
import { fillFloor } from './setup/fill-floor.mjs';
import { fillTrunkline } from './setup/fill-trunkline.mjs';
import { startLoadGenerator } from './setup/load-generator.mjs';
import { startPostgres } from './setup/postgres.mjs';
import { provision } from './setup/provision.mjs';
import { makeRunFolder } from './setup/run-folder.mjs';
import { startFloor, startTrunkline } from './setup/servers.mjs';

const people = 2_000;
const messages = 100_000;
const emptyDatabase = 'trunkline_empty';

/**
 * Sets up a run. `close` shuts everything down, even after a partial setup; `onOpening` receives it at once, for a
 * caller that may interrupt.
 */
export async function openBench(options, say, onOpening = () => {}) {
  const folder = makeRunFolder(options.dist, options.entry);
  let postgres = null;
  const close = async () => {
    killChildren();
    await postgres?.stop().catch(error => say(`PostgreSQL did not stop: ${error.message}`));
    if (options.keep) say(`The run's folder is ${folder.path}`);
    else folder.remove();
  };
  onOpening(close);
  try {
    postgres = await startPostgres(folder, options);
    const bench = await build(options, say, folder, postgres);
    return { ...bench, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(options, say, folder, postgres) {
  const company = await provision(folder, await postgres.create(emptyDatabase));
  const floorUrl = await postgres.create('floor');
  const trunklineUrl = await postgres.create('trunkline_main', emptyDatabase);
  await Promise.all([
    fillFloor(floorUrl, { people, messages }),
    fillTrunkline(trunklineUrl, company, { people, messages }),
  ]);
  await postgres.checkpoint();
  const [floor, trunkline] = await Promise.all([
    startFloor(folder, floorUrl),
    startTrunkline(folder, trunklineUrl, company),
  ]);
  const bench = {
    options,
    say,
    folder,
    postgres,
    company,
    people,
    messages,
    emptyDatabase,
    floorUrl,
    trunklineUrl,
    floor,
    trunkline,
    coreCount: cpus().length,
    load: await startLoadGenerator(folder),
    /** The length of a round under load. */
    times: options.quick ? { durationMs: 500, warmupMs: 100 } : { durationMs: 3_000, warmupMs: 500 },
  };
  /**
   * A round measures each server once, in alternating order.
   * @returns the pairs
   */
  bench.alternate = async (measure, rounds = options.rounds, servers = bench) => {
    const pairs = [];
    for (let round = 0; round < rounds; round += 1) {
      const pair = {};
      for (const name of round % 2 === 0 ? ['floor', 'trunkline'] : ['trunkline', 'floor']) {
        pair[name] = await measure(servers[name]);
      }
      pairs.push(pair);
    }
    return pairs;
  };
  /** Runs work and returns the CPU time of each side in milliseconds; null where it is not available. */
  bench.withCpu = async (server, work) => {
    // PostgreSQL's processes are listed again at the end: connections open and end meanwhile.
    const pids = {
      server: () => [server.pid],
      postgres: () => withDescendants(postgres.pid),
      client: () => [bench.load.pid],
    };
    const read = () => Object.values(pids).map(list => cpuMs(list()));
    const before = read();
    const result = await work();
    const after = read();
    if (before[0] === null) return { result, cpuMs: null };
    const used = Object.keys(pids).map((name, index) => [name, after[index] - before[index]]);
    return { result, cpuMs: Object.fromEntries(used) };
  };
  return bench;
}

/** Warms up both servers: code compiled, connections open, statements planned. */
export async function warmUp(bench) {
  const times = { durationMs: bench.options.quick ? 600 : 3_000, warmupMs: 0 };
  for (const { target } of [bench.floor, bench.trunkline]) {
    await bench.load.run('post', target, { concurrency: 64, knownPeople: bench.people, ...times });
    await bench.load.run('page', target, { concurrency: 16, ...times });
  }
}

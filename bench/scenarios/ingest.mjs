/** Distinct messages: of known contacts, with a share of contacts who write for the first time, and of many companies. */
import { compareRow } from '../report/rows.mjs';

const concurrencies = [1, 4, 16, 64];

/** Rates to reach with 1, 4, 16 and 64 concurrent requests. */
const goals = {
  known: { 1: 0.85, 4: 0.9, 16: 1.2, 64: 2 },
  quarterNew: { 1: 0.7, 4: 0.8, 16: 1.2, 64: 2 },
};

/** Known contacts. */
export const ingest = {
  name: 'ingest',
  run: bench => measure(bench, 'ingest', { newShare: 0 }, goals.known),
};

/** Every fourth message, and every message, comes from a new contact: it makes a contact, a lead and a conversation. */
export const newPeople = {
  name: 'new-people',
  run: async bench => [
    ...(await measure(bench, 'ingest, a quarter new people', { newShare: 0.25 }, goals.quarterNew)),
    ...(await measure(bench, 'ingest, all new people', { newShare: 1 }, {})),
  ],
};

async function measure(bench, name, facts, rates) {
  const rows = [];
  for (const concurrency of concurrencies) {
    const pairs = await bench.alternate(server => post(bench, server, { concurrency, ...facts }));
    const title = `${name}, ${concurrency} at once`;
    const rate = rates[concurrency];
    rows.push(compareRow(title, '/s', pick(pairs, 'perSecond'), rate ? { atLeast: rate } : null));
    rows.push(compareRow(`${title}, p99`, 'ms', pick(pairs, 'p99')));
    rows.push(...toCpuRows(title, pairs));
  }
  return rows;
}

async function post(bench, server, facts) {
  const { result, cpuMs } = await bench.withCpu(server, () =>
    bench.load.run('post', server.target, { knownPeople: bench.people, ...bench.times, ...facts }),
  );
  if (Object.keys(result.failures).length > 0) {
    throw new Error(`${server.target.name} answered ${JSON.stringify(result.failures)}`);
  }
  const cpuUs =
    cpuMs &&
    Object.fromEntries(Object.entries(cpuMs).map(([name, ms]) => [name, (ms * 1_000) / result.answered]));
  return { ...result, ...cpuUs };
}

/** CPU time per message: steadier than the rate on a machine with other load. */
function toCpuRows(title, pairs) {
  if (pairs[0].floor.server === undefined) return [];
  return [
    compareRow(`${title}, CPU a message: server`, 'µs', pick(pairs, 'server')),
    compareRow(`${title}, CPU a message: PostgreSQL`, 'µs', pick(pairs, 'postgres')),
    compareRow(`${title}, CPU a message: load generator`, 'µs', pick(pairs, 'client')),
  ];
}

function pick(pairs, name) {
  return pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
}

/** Distinct messages of known contacts, and with a share of contacts who write for the first time. */
import { compareRow } from '../report/rows.mjs';

const goals = {
  1: { rate: { atLeast: 0.85 } },
  16: {},
  64: { rate: { atLeast: 2 }, p99: { atMost: 0.7 } },
};

/** With 1, 16 and 64 concurrent requests. */
export const ingest = {
  name: 'ingest',
  run: async bench => {
    const rows = [];
    for (const concurrency of [1, 16, 64]) {
      const pairs = await bench.alternate(server => post(bench, server, { concurrency }));
      const title = `ingest, ${concurrency} at once`;
      rows.push(compareRow(title, '/s', pick(pairs, 'perSecond'), goals[concurrency].rate));
      rows.push(compareRow(`${title}, p99`, 'ms', pick(pairs, 'p99'), goals[concurrency].p99));
      rows.push(...toCpuRows(title, pairs));
    }
    return rows;
  },
};

/** A quarter of the messages come from new contacts: each creates a contact, a lead and a conversation. */
export const newPeople = {
  name: 'new-people',
  run: async bench => {
    const pairs = await bench.alternate(server => post(bench, server, { concurrency: 64, newShare: 0.25 }));
    return [compareRow('ingest, 64 at once, a quarter new people', '/s', pick(pairs, 'perSecond'))];
  },
};

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

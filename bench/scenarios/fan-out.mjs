/** One event to many sockets: rate, latency of the last one, and memory per socket. */
import { setTimeout as delay } from 'node:timers/promises';
import { compareRow, ownRow, toSpread } from '../report/rows.mjs';
import { collectGarbage } from '../setup/inspector.mjs';
import { residentKib } from '../setup/resident-memory.mjs';
import { startFloor, startTrunkline } from '../setup/servers.mjs';

/** A server may collect by itself when nothing happens; V8 gives pages back some ten seconds later. */
const idleMs = 45_000;

export const fanOut = {
  name: 'fan-out',
  run: async bench => {
    // Fresh processes: heap left by earlier measures would hide the memory of a socket.
    const [floor, trunkline] = await Promise.all([
      startFloor(bench.folder, bench.floorUrl, 'floor-fan-out'),
      startTrunkline(bench.folder, bench.trunklineUrl, bench.company, 'trunkline-fan-out'),
    ]);
    try {
      const rows = [];
      for (const { target } of [floor, trunkline]) {
        await bench.load.run('hold', target, { count: 50, knownPeople: bench.people });
        await bench.load.run('fanOutBurst', target, {
          events: bench.options.quick ? 100 : 300,
          knownPeople: bench.people,
        });
        await bench.load.run('release', target);
      }
      for (const count of bench.options.quick ? [1_000] : [100, 1_000, 5_000]) {
        rows.push(...(await measure(bench, floor, trunkline, count)));
      }
      return rows;
    } finally {
      await Promise.all([floor.stop(), trunkline.stop()]);
    }
  },
};

async function measure(bench, floor, trunkline, count) {
  const knownPeople = bench.people;
  const kibASocket = {};
  for (const server of [floor, trunkline]) {
    await collectGarbage(server);
    const before = residentKib(server.pid);
    await bench.load.run('hold', server.target, { count, knownPeople });
    await delay(bench.options.quick ? 1_000 : idleMs);
    const uncollected = (residentKib(server.pid) - before) / count;
    await collectGarbage(server);
    kibASocket[server.target.name.split('-')[0]] = {
      uncollected,
      collected: (residentKib(server.pid) - before) / count,
    };
  }
  try {
    const events = Math.min(200, Math.max(5, Math.round((bench.options.quick ? 20_000 : 100_000) / count)));
    const singles = bench.options.quick ? 5 : 15;
    const pairs = await bench.alternate(
      async server => {
        const single = await bench.load.run('fanOutSingly', server.target, { events: singles, knownPeople });
        const { result, cpuMs } = await bench.withCpu(server, () =>
          bench.load.run('fanOutBurst', server.target, { events, knownPeople }),
        );
        return { ...single, ...result, cpuUs: cpuMs && (cpuMs.server * 1_000) / (events * count) };
      },
      undefined,
      { floor, trunkline },
    );
    const pick = read => pairs.map(pair => ({ floor: read(pair.floor), trunkline: read(pair.trunkline) }));
    const title = `fan-out to ${count.toLocaleString('en-US')}`;
    const isGoal = count >= 1_000;
    const rows = [
      compareRow(
        title,
        '/s',
        pick(result => result.deliveriesPerSecond),
        isGoal ? { atLeast: 1.2 } : null,
      ),
      compareRow(
        `${title}, last one`,
        'ms',
        pick(result => result.lastMs.p50),
      ),
    ];
    if (pairs[0].floor.cpuUs !== null) {
      rows.push(
        compareRow(
          `${title}, CPU of the server a delivery`,
          'µs',
          pick(result => result.cpuUs),
        ),
      );
    }
    if (count === 5_000) {
      rows.push(
        ownRow(
          `${title}, last one`,
          'ms',
          pairs.map(pair => pair.trunkline.lastMs.p50),
          { atMost: 100 },
        ),
      );
    }
    for (const [kind, name] of [
      ['collected', 'memory a socket'],
      ['uncollected', 'memory a socket, left alone'],
    ])
      rows.push({
        ...ownRow(`${title}, ${name}`, 'KiB', [kibASocket.trunkline[kind]], isGoal ? { atMost: 10 } : null),
        floor: toSpread([kibASocket.floor[kind]]),
      });
    return rows;
  } finally {
    for (const { target } of [floor, trunkline]) await bench.load.run('release', target);
  }
}

/** From the start of the process to the first answer, with the database running, and the memory of an idle process. */
import { setTimeout as delay } from 'node:timers/promises';
import { compareRow } from '../report/rows.mjs';
import { residentKib } from '../setup/resident-memory.mjs';
import { startFloor, startTrunkline } from '../setup/servers.mjs';

export const start = {
  name: 'start',
  run: async bench => {
    // V8 gives pages back some ten seconds after a collection.
    const idleMs = bench.options.quick ? 600 : 20_000;
    const begin = {
      floor: () => startFloor(bench.folder, bench.floorUrl, 'floor-start'),
      trunkline: () =>
        startTrunkline(bench.folder, bench.trunklineUrl, bench.company, 'trunkline-start', {
          signsIn: false,
        }),
    };
    const pairs = await bench.alternate(async server => {
      const started = await begin[server.target.name]();
      await delay(idleMs);
      const idleMib = residentKib(started.pid) / 1024;
      await started.stop();
      return { startedMs: started.startedMs, idleMib };
    });
    const pick = name =>
      pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
    return [
      compareRow('start to the first answer', 'ms', pick('startedMs'), { atMost: 2.5 }),
      compareRow('idle memory', 'MiB', pick('idleMib'), { atMost: 1.6 }),
    ];
  },
};

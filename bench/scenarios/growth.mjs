/** Trunkline on databases of several sizes, alternating round by round. */
import { growthRow } from '../report/rows.mjs';
import { fillTrunkline } from '../setup/fill-trunkline.mjs';
import { keepMoving } from '../setup/mover.mjs';
import { startTrunkline } from '../setup/servers.mjs';
import { missed, toResume } from './resume.mjs';

const flat = { atLeast: 0.8 };
const allSizes = [
  { label: '10k', people: 2_000, messages: 10_000 },
  { label: '100k', people: 2_000, messages: 100_000 },
  { label: '2M', people: 50_000, messages: 2_000_000 },
];

export const growth = {
  name: 'growth',
  run: async bench => {
    const isQuick = bench.options.quick;
    const sizes = allSizes.filter(size => !isQuick || size.messages <= 100_000);
    const servers = [];
    try {
      for (const size of sizes)
        servers.push(size.messages === bench.messages ? openMain(bench, size) : await open(bench, size));
      const rows = [];
      const [smallest] = servers;
      const results = await measureAll(bench, servers);
      for (const [name, title] of measures) {
        for (const server of servers.slice(1)) {
          const pairs = toPairs(results, smallest, server, name);
          rows.push(growthRow(`${title}: ${smallest.label} → ${server.label} messages`, '/s', pairs, flat));
        }
      }
      const largest = servers.at(-1);
      if (!isQuick) {
        const pairs = toPairs(results, servers.at(-2), largest, 'page');
        rows.push(
          growthRow('inbox page: 2k conversations, 100k → 50k conversations, 2M', '/s', pairs, {
            atLeast: 0.7,
          }),
        );
      }
      return rows;
    } finally {
      await Promise.all(servers.map(({ server }) => (server === bench.trunkline ? null : server.stop())));
    }
  },
};

const measures = [
  ['ingest', 'ingest, 64 at once'],
  ['page', 'inbox page, 16 at once'],
  ['resume', 'resume of 10,000 missed'],
];

/** The run's own database has this size already. */
function openMain(bench, size) {
  return { ...size, url: bench.trunklineUrl, server: bench.trunkline };
}

async function open(bench, size) {
  const name = `trunkline_${size.label.toLowerCase()}`;
  const url = await bench.postgres.create(name, bench.emptyDatabase);
  const startedAt = performance.now();
  await fillTrunkline(url, bench.company, size);
  bench.say(
    `growth: ${size.label} messages written in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
  );
  const server = await startTrunkline(bench.folder, url, bench.company, name);
  return { ...size, url, server: { ...server, databaseUrl: url } };
}

async function measureAll(bench, servers) {
  const results = servers.map(() => ({ ingest: [], page: [], resume: [] }));
  await bench.postgres.checkpoint();
  for (const { server, people } of servers) {
    await bench.load.run('post', server.target, {
      concurrency: 64,
      durationMs: 500,
      warmupMs: 0,
      knownPeople: people,
    });
    await bench.load.run('page', server.target, { concurrency: 16, durationMs: 500, warmupMs: 300 });
  }
  for (let round = 0; round < bench.options.rounds; round += 1) {
    for (const [index, { server, people, url }] of inTurn(servers, round)) {
      const { target } = server;
      const facts = { ...bench.times, knownPeople: people };
      results[index].ingest.push(
        (await bench.load.run('post', target, { concurrency: 64, ...facts })).perSecond,
      );
      // So that pages are read from the tables.
      const stopMoving = await keepMoving(bench, server);
      results[index].page.push(
        (await bench.load.run('page', target, { concurrency: 16, ...facts })).perSecond,
      );
      await stopMoving();
      const subscribe = await toResume(server, url, missed);
      results[index].resume.push((await bench.load.run('resume', target, { missed, subscribe })).perSecond);
    }
  }
  return results.map((result, index) => ({ ...result, label: servers[index].label }));
}

/** Forwards in one round, backwards in the next. */
function inTurn(servers, round) {
  const entries = [...servers.entries()];
  return round % 2 === 0 ? entries : entries.reverse();
}

function toPairs(results, small, large, name) {
  const of = size => results.find(result => result.label === size.label)[name];
  return of(small).map((value, round) => ({ small: value, large: of(large)[round] }));
}

/**
 * `node bench/profile.mjs <load> [floor]`: a server's CPU use under one kind of load. Needs a built server, like the
 * benchmark; prints time by package and by function, and writes the profile for Chrome to the temporary folder.
 * Loads: ingest, ingest-1, new-people, page, full-page (50, with lead and assignee), stored-page, fan-out (to 1,000 sockets),
 * fan-out-100, documents, resume, send-reply (16 at once), send-reply-1. The last two run the demo, with its simulated vendors in
 * the same process. They and pages also print their statements with the time that they took.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBench, warmUp } from './bench.mjs';
import { readOptions } from './options.mjs';
import { formatProfile } from './report/profile-table.mjs';
import { toGroups } from './scenarios/documents.mjs';
import { missed, toResume } from './scenarios/resume.mjs';
import { conversationsOfFloor, openReplies } from './scenarios/send-reply.mjs';
import { profileCpu } from './setup/inspector.mjs';
import { keepMoving } from './setup/mover.mjs';

const [load = 'ingest', ...rest] = process.argv.slice(2);
const name = rest.includes('floor') ? 'floor' : 'trunkline';
const options = readOptions(rest.filter(argument => argument !== 'floor'));
// The output of tsc: the packed server does not show package boundaries.
const runsReplies = load.startsWith('send-reply');
const countsStatements = runsReplies || load.endsWith('page');
const bench = await openBench({ ...options, entry: 'dist/start.js', countsStatements }, text =>
  console.error(text),
);
const replies = runsReplies && name === 'trunkline' ? await openReplies(bench) : null;
const server = replies?.server ?? bench[name];
const facts = { knownPeople: bench.people, durationMs: 4_000, warmupMs: 0 };
const run = (command, more) => bench.load.run(command, server.target, { ...facts, ...more });

async function readPages(kind) {
  const stopMoving = await keepMoving(bench, server);
  const { answered } = await run('page', { concurrency: 16, kind });
  await stopMoving();
  return answered;
}

async function sendReplies(concurrency) {
  const facts = replies?.facts ?? { conversationIds: conversationsOfFloor() };
  const { accepted, missing } = await run('reply', { ...facts, concurrency });
  if (missing > 0) throw new Error(`${missing} replies were not sent.`);
  return accepted.count;
}

/** Each returns the number of requests, messages or deliveries served. */
const loads = {
  ingest: async () => (await run('post', { concurrency: 64 })).answered,
  'ingest-1': async () => (await run('post', { concurrency: 1 })).answered,
  'new-people': async () => (await run('post', { concurrency: 64, newShare: 1 })).answered,
  page: () => readPages('request'),
  'full-page': () => readPages('full'),
  'stored-page': async () => (await run('page', { concurrency: 16 })).answered,
  'fan-out': async () => {
    await run('fanOutBurst', { events: 200 });
    return 200;
  },
  'fan-out-100': async () => {
    await run('fanOutBurst', { events: 400 });
    return 400;
  },
  documents: async () => {
    const { post } = await run('probe', {
      other: server.target,
      postsPerSecond: 40,
      pagesPerSecond: 0,
      durationMs: 8_000,
    });
    return post.count;
  },
  resume: async () => {
    await run('resume', { missed, subscribe: await toResume(server, bench[`${name}Url`], missed) });
    return missed;
  },
  'send-reply': () => sendReplies(16),
  'send-reply-1': () => sendReplies(1),
};

try {
  await warmUp(bench);
  if (load === 'fan-out') await run('hold', { count: 1_000 });
  if (load === 'fan-out-100') await run('hold', { count: 100 });
  if (load === 'documents') await run('holdGroups', { groups: await toGroups(bench, server) });
  await loads[load]();
  let units = 0;
  if (countsStatements) await bench.postgres.forgetStatements();
  const profile = await profileCpu(server, async () => {
    units = await loads[load]();
  });
  const file = join(tmpdir(), `${name}-${load}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  console.log(`${formatProfile(profile, units, bench.folder.path)}\n\n${file}`);
  if (countsStatements) {
    const statements = await bench.postgres.readStatements(units);
    const sum = column => statements.reduce((total, row) => total + row[column], 0).toFixed(2);
    console.log(`\n${sum('calls')} statements each, ${sum('ms')} ms in PostgreSQL`);
    for (const { calls, ms, text } of statements.slice(0, 25))
      console.log(`${calls.toFixed(2).padStart(6)} x ${ms.toFixed(3).padStart(7)} ms  ${text.slice(0, 110)}`);
  }
} finally {
  await replies?.stop();
  await bench.close();
}
process.exit(0);

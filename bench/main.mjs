/**
 * `npm run bench`: Trunkline against a hand-written floor, in one run on one machine, as ratios. Method and
 * interpretation: docs/performance.md.
 */
import { openBench, warmUp } from './bench.mjs';
import { readOptions } from './options.mjs';
import { describeMachine, formatMachine } from './report/machine.mjs';
import { record } from './report/record.mjs';
import { failedRow } from './report/rows.mjs';
import { formatSummary, formatTable } from './report/table.mjs';
import { assistants } from './scenarios/assistants.mjs';
import { copies } from './scenarios/copies.mjs';
import { documents } from './scenarios/documents.mjs';
import { endToEnd } from './scenarios/end-to-end.mjs';
import { fanOut } from './scenarios/fan-out.mjs';
import { flood } from './scenarios/flood.mjs';
import { growth } from './scenarios/growth.mjs';
import { herd } from './scenarios/herd.mjs';
import { importPeople } from './scenarios/import.mjs';
import { inbox } from './scenarios/inbox.mjs';
import { ingest, newPeople } from './scenarios/ingest.mjs';
import { report } from './scenarios/report.mjs';
import { resume } from './scenarios/resume.mjs';
import { search } from './scenarios/search.mjs';
import { sendReply } from './scenarios/send-reply.mjs';
import { start } from './scenarios/start.mjs';
import { tenants } from './scenarios/tenants.mjs';
import { killChildren } from './setup/children.mjs';
import { startLoadGenerator } from './setup/load-generator.mjs';

const scenarios = [
  ingest,
  newPeople,
  tenants,
  flood,
  assistants,
  copies,
  endToEnd,
  fanOut,
  inbox,
  resume,
  herd,
  documents,
  sendReply,
  search,
  report,
  importPeople,
  start,
  growth,
];

/** A measure that takes longer is considered hung. */
const deadlineMs = { quick: 60_000, full: 600_000 };

const options = readOptions(process.argv.slice(2));
const say = text => console.error(`  ${text}`);
const startedAt = performance.now();

const unknown = (options.only ?? []).filter(name => !scenarios.some(scenario => scenario.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no measure "${unknown[0]}"; there are: ${scenarios.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

say('setting up PostgreSQL, both servers and their history');
process.on('exit', killChildren);
const bench = await openBench(options, say, close => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => close().finally(() => process.exit(130)));
  }
});

const machine = describeMachine(bench.postgres);
if (machine.loadBefore > machine.cores / 2)
  say('this machine is busy with other things: rates are low, ratios noisy');
const rows = [];
try {
  await warmUp(bench);
  for (const scenario of scenarios) {
    if (options.only && !options.only.includes(scenario.name)) continue;
    say(`${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${scenario.name}`);
    rows.push(...(await runScenario(scenario)));
  }
} finally {
  await bench.close();
}

const result = {
  machine,
  options: { quick: options.quick, rounds: options.rounds },
  seconds: (performance.now() - startedAt) / 1_000,
  rows,
};
if (options.json) console.log(JSON.stringify(result, null, 2));
else console.log(`\n${formatMachine(machine)}\n\n${formatTable(rows)}\n\n${formatSummary(rows)}`);
if (options.record) say(`recorded in ${record(options.record, result)}.md`);
process.exit(0);

/** A measure that fails or hangs loses only its own rows; the run continues. */
async function runScenario(scenario) {
  let timer;
  const limitMs = options.quick ? deadlineMs.quick : deadlineMs.full;
  const deadline = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`longer than ${limitMs / 1_000} s`)), limitMs);
  });
  try {
    await bench.postgres.checkpoint();
    return await Promise.race([scenario.run(bench), deadline]);
  } catch (error) {
    say(`${scenario.name}: ${error.stack}`);
    await bench.load.stop();
    bench.load = await startLoadGenerator(bench.folder);
    return [failedRow(scenario.name, error)];
  } finally {
    clearTimeout(timer);
  }
}

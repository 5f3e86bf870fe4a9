/** Another company of the installation, with an inbox to query. */
import { provision } from './provision.mjs';
import { toTargetOf } from './servers.mjs';

/** People who have written to it. */
const people = 100;

/** Adds a company, lets its people write, and queries its inbox until both are hot. @returns its target */
export async function openNeighbour(bench, server, slug) {
  const { secretsKey } = bench.company;
  const company = await provision(bench.folder, bench.trunklineUrl, { slug, secretsKey });
  const target = await toTargetOf(server, company, `trunkline-${slug}`);
  const times = { concurrency: 4, durationMs: 1_500, warmupMs: 0 };
  await bench.load.run('post', target, { ...times, knownPeople: people });
  await bench.load.run('page', target, times);
  return { target, people };
}

/** The machine of the measurements. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** Describes machine, versions and the state of the checkout. */
export function describeMachine(postgres) {
  const [first] = cpus();
  return {
    date: new Date().toISOString(),
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0],
    os: `${process.platform} ${process.arch}`,
    node: process.version,
    postgres: `${postgres.version} (fsync ${postgres.fsync})`,
    commit: git('rev-parse', '--short', 'HEAD'),
    isDirty: git('status', '--porcelain', '--', 'src', 'bench') !== '',
  };
}

/** The same as one line. */
export function formatMachine(machine) {
  const { cpu, cores, memoryGib, os, node, postgres, commit, isDirty, date, loadBefore } = machine;
  return (
    `${cpu}, ${cores} cores, ${memoryGib} GiB, ${os}, Node ${node}, PostgreSQL ${postgres}; ` +
    `commit ${commit}${isDirty ? ' with changes' : ''}; ${date.slice(0, 16).replace('T', ' ')} UTC; load before ${loadBefore.toFixed(2)}`
  );
}

function git(...args) {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}

import { Command } from 'commander';
import { TrunklineError } from '../../domain/errors.js';
import type { CommandIo } from '../command-io.js';
import { formatFacts, type OutputOptions, show } from '../show.js';
import type { Check } from './check.js';
import { runChecks } from './run-checks.js';

/** The exit code 1 of a run that found faults; its document is printed already. */
class FaultsFoundError extends TrunklineError {
  constructor(count: number) {
    super('CONFIGURATION_INVALID', `${count} check(s) failed; what to do stands above.`);
  }
}

/** `trunkline doctor`: checks an installation and says what to do. */
export function createDoctorCommand(io: CommandIo): Command {
  return new Command('doctor')
    .description(
      'Check an installation: configuration, keys, database, files, public URL and proxy. Changes nothing.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nRun it where the server runs, as its user and with its environment. No secret is printed.',
        'Exit code 1 when a check fails; a warning is no failure.',
        '\nExample:\n  $ cd /etc/trunkline && sudo -u trunkline NODE_ENV=production trunkline doctor',
      ].join('\n'),
    )
    .action(async (options: OutputOptions) => {
      const checks = await runChecks(io.env);
      const failed = checks.filter(({ status }) => status === 'FAIL').length;
      const warnings = checks.filter(({ status }) => status === 'WARN').length;
      show(io, options, { failed, warnings, checks }, format(checks));
      if (failed > 0) throw new FaultsFoundError(failed);
    });
}

function format(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ status, name, finding, advice }) => {
      const line = formatFacts([[`${status.padEnd(4)}  ${name.padEnd(width)}`, finding]]);
      return advice === null ? line : `${line}\n${' '.repeat(width + 8)}-> ${advice}`;
    })
    .join('\n');
}

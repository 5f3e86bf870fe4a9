import { Command } from 'commander';
import type { Database } from '../database/database.js';
import { readEpoch, renewEpoch } from '../delivery/event-log.js';
import { BadUserInputError } from '../domain/errors.js';
import { doubtUnsent } from '../outbox/doubt-unsent.js';
import { countOutbox } from '../outbox/outbox-depth.js';
import type { CommandIo } from './command-io.js';
import { formatFacts, type OutputOptions, show } from './show.js';
import { withDatabase } from './with-database.js';

interface AfterRestoreOptions extends OutputOptions {
  readonly yes?: boolean;
}

/** `trunkline after-restore`: what a restored database needs before the servers start. */
export function createAfterRestoreCommand(io: CommandIo): Command {
  return new Command('after-restore')
    .description('Prepare a database that was restored from a backup; run it once, before the servers start.')
    .option('--yes', 'do not ask; required without a terminal')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nMessages that waited to be sent in the backup become UNKNOWN, as they may have been sent since: an agent decides',
        '(retryMessage). Stream cursors from before are refused, so that clients load the current state.',
        '\nExample:\n  $ trunkline after-restore --yes',
      ].join('\n'),
    )
    .action((options: AfterRestoreOptions) =>
      withDatabase(io, async database => {
        if (!options.yes) await confirm(database, io);
        await renewEpoch(database, await readEpoch(database));
        const unknown = await doubtUnsent(database, done => io.progress(`${done} messages`));
        const facts = { unknown, cursorsRefused: true };
        const text = formatFacts([
          ['messages set UNKNOWN', unknown],
          ['earlier stream cursors', 'refused'],
        ]);
        show(io, options, facts, text);
      }),
    );
}

async function confirm(database: Database, io: CommandIo): Promise<void> {
  const waiting = await countOutbox(database);
  const answer = await io.ask(`Type "restored" to set ${waiting} waiting messages UNKNOWN: `);
  if (answer === null) throw new BadUserInputError('--yes', 'is required without a terminal');
  if (answer.trim() !== 'restored')
    throw new BadUserInputError('answer', 'was another than "restored"; nothing was changed');
}
